import type { Response } from "express";
import type { LiveBus, LiveMessage } from "./live-bus.ts";
import { formatCursor, type LiveCursor } from "./live-cursor.ts";
import type { KeptStream, StreamKeeper } from "./stream-keeper.ts";

/** Bytes that may wait for a slow client; what comes beyond is dropped, and the client is told to reload. */
const BUFFER_LIMIT = 256 * 1024;
/** Heartbeats that a client may stay behind before it is cut off. */
const PATIENCE = 2;
/** How long browsers wait before they connect again. */
const RETRY_MS = 2_000;

const frames = new WeakMap<LiveMessage, string>();

/** The text of an event on the wire, made once for all who get it. */
function frameOf(message: LiveMessage): string {
  const known = frames.get(message);
  if (known) return known;
  const { event, cursor } = message;
  const frame = `id: ${formatCursor(cursor)}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
  frames.set(message, frame);
  return frame;
}

function resyncFrame(cursor: LiveCursor | null): string {
  return `${cursor ? `id: ${formatCursor(cursor)}\n` : ""}event: resync\ndata: {}\n\n`;
}

/**
 * Writes an organization's live events to a response until the client leaves, the session ends or the process stops.
 * A client that reads too slowly loses events, gets `resync` once it reads again, and is cut off if it doesn't.
 *
 * @param options.after the client's Last-Event-ID
 */
export function writeStream(options: {
  res: Response;
  bus: LiveBus;
  keeper: StreamKeeper;
  reader: Pick<KeptStream, "callerId" | "credentialId" | "organizationId">;
  after: LiveCursor | null;
}): void {
  const { res, bus, keeper, reader } = options;
  let behind = false;
  let beatsBehind = 0;

  function write(frame: string): void {
    if (behind || res.writableEnded) return;
    res.write(frame);
    behind = res.writableLength > BUFFER_LIMIT;
  }

  res.status(200).set({
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store, no-transform",
    "X-Accel-Buffering": "no",
  });
  res.flushHeaders();
  write(`retry: ${RETRY_MS}\n\n`);

  const subscription = bus.subscribe({
    organizationId: reader.organizationId,
    after: options.after,
    onMessage: (message) => write(frameOf(message)),
    onResync: (cursor) => write(resyncFrame(cursor)),
  });
  const stream: KeptStream = {
    ...reader,
    beat() {
      if (behind) {
        beatsBehind += 1;
        if (beatsBehind >= PATIENCE) res.destroy();
        return;
      }
      // An id without data moves the client's Last-Event-ID on, so that a quiet stream resumes near its end.
      const position = subscription.position();
      write(position ? `: beat\nid: ${formatCursor(position)}\n\n` : ": beat\n\n");
    },
    end: () => void res.end(),
  };
  stream.beat();
  keeper.add(stream);
  res.on("drain", () => {
    if (!behind) return;
    behind = false;
    beatsBehind = 0;
    write(resyncFrame(subscription.position()));
  });
  res.on("close", () => {
    subscription.close();
    keeper.remove(stream);
  });
}
