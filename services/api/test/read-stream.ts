/** An event as it came over a stream. */
export interface ReceivedEvent {
  id: string | undefined;
  event: string | undefined;
  data: unknown;
}

/** A reader of Server-Sent Events that keeps all it gets. */
export interface EventReader {
  status: number;
  events: ReceivedEvent[];
  /** The last id seen, events without data included: what a browser sends as Last-Event-ID. */
  lastId(): string | undefined;
  /** Waits until that many events with data are there. */
  until(count: number): Promise<ReceivedEvent[]>;
  /** Waits until the server ends the stream. */
  ended: Promise<void>;
  close(): void;
}

function parse(block: string): ReceivedEvent {
  const fields = new Map<string, string>();
  for (const line of block.split("\n")) {
    const [, name, value] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (name) fields.set(name, value!);
  }
  const data = fields.get("data");
  return { id: fields.get("id"), event: fields.get("event"), data: data === undefined ? undefined : JSON.parse(data) };
}

/** Opens a stream and reads it in the background; resolves when its head is there and, if it is open, its first block. */
export async function readStream(url: string, headers: Record<string, string>): Promise<EventReader> {
  const control = new AbortController();
  const response = await fetch(url, { headers, signal: control.signal });
  const events: ReceivedEvent[] = [];
  let lastId: string | undefined;
  let rest = "";
  let notify = () => {};
  let first = () => {};
  const opened = new Promise<void>((resolve) => {
    first = resolve;
  });

  function take(block: string): void {
    const received = parse(block);
    if (received.id !== undefined) {
      lastId = received.id;
      first();
    }
    if (received.data !== undefined) events.push(received);
    notify();
  }

  async function readAll(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      const blocks = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split("\n\n");
      rest = blocks.pop()!;
      for (const block of blocks) take(block);
    }
  }

  const ended = readAll()
    .catch(() => undefined)
    .finally(() => first());
  if (response.status === 200) await opened;
  return {
    status: response.status,
    events,
    lastId: () => lastId,
    async until(count) {
      while (events.length < count) {
        await new Promise<void>((resolve) => {
          notify = resolve;
        });
      }
      return events;
    },
    ended,
    close: () => control.abort(),
  };
}
