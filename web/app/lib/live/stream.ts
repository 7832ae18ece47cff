import { LIVE_EVENT_TYPES, readLiveEvent, type LiveMessage } from "./message.ts";

const STREAM_PATH = "/api/v1/events/stream";
const SESSION_PATH = "/api/v1/auth/me";
const RETRY_MS = [1_000, 2_000, 5_000, 15_000];

/**
 * Opens the event stream and keeps it open.
 *
 * After a broken connection the browser comes back by itself and resumes by Last-Event-ID. After an error answer (the API
 * restarts behind its proxy) it gives up for good; then this opens a new stream, which can't know what was missed, so
 * `resync` follows.
 *
 * @param onMessage gets each message
 * @returns closes the stream
 */
export function openLiveStream(onMessage: (message: LiveMessage) => void): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let closed = false;

  const open = () => {
    source = new EventSource(STREAM_PATH);
    source.onopen = () => {
      onMessage({ kind: "online", online: true });
      if (failures > 0) onMessage({ kind: "resync" });
      failures = 0;
    };
    source.onerror = () => {
      onMessage({ kind: "online", online: false });
      if (source?.readyState === EventSource.CLOSED) retryLater();
    };
    source.addEventListener("resync", () => onMessage({ kind: "resync" }));
    for (const type of LIVE_EVENT_TYPES) {
      source.addEventListener(type, (received: MessageEvent<string>) => {
        const event = readLiveEvent(received.data);
        if (event) onMessage({ kind: "event", event });
      });
    }
  };

  const retryLater = () => {
    const wait = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)];
    failures += 1;
    retry = setTimeout(() => void reopen(), wait);
  };

  // An EventSource doesn't tell a session that is over from a server that is down.
  const reopen = async () => {
    const status = await fetch(SESSION_PATH).then(
      (response) => response.status,
      () => 0,
    );
    if (closed) return;
    if (status === 401) onMessage({ kind: "signed_out" });
    else if (status === 200) open();
    else retryLater();
  };

  open();
  return () => {
    closed = true;
    clearTimeout(retry);
    source?.close();
  };
}
