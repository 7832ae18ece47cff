import type { LiveMessage } from "./message.ts";
import { openLiveStream } from "./stream.ts";

/**
 * Listens to the live events with one stream for all tabs of the browser: a browser allows six connections to a server
 * over HTTP/1.1, and each stream holds one for good.
 *
 * The tab that holds the lock has the stream and tells the others; when it closes, the next in line takes over. Where the
 * browser offers no locks (http on another machine's address) each tab opens its own.
 *
 * @param organizationId tabs of different organizations don't share
 * @param onMessage gets each message
 * @returns stops listening
 */
export function listenLive(organizationId: string, onMessage: (message: LiveMessage) => void): () => void {
  if (!("locks" in navigator) || !("BroadcastChannel" in window)) return openLiveStream(onMessage);
  const name = `callflex-live-${organizationId}`;
  const channel = new BroadcastChannel(name);
  const leaving = new AbortController();
  const tell = (message: LiveMessage) => {
    onMessage(message);
    channel.postMessage(message);
  };
  channel.onmessage = (received: MessageEvent<LiveMessage>) => onMessage(received.data);

  const lead = async () => {
    const close = openLiveStream(tell);
    await new Promise((resolve) => leaving.signal.addEventListener("abort", resolve));
    close();
  };
  const queue = async () => {
    const led = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock && !leaving.signal.aborted) await lead();
      return lock !== null;
    });
    if (led || leaving.signal.aborted) return;
    onMessage({ kind: "online", online: true });
    await navigator.locks.request(name, { signal: leaving.signal }, () => {
      tell({ kind: "resync" });
      return lead();
    });
  };
  // The request for the lock is refused when this tab leaves the queue.
  queue().catch(() => undefined);
  return () => {
    leaving.abort();
    channel.close();
  };
}
