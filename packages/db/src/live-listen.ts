import pg from "pg";
import { LIVE_CHANNEL } from "./live-notify.ts";

/** An open ear on the channel of live events. */
export interface LiveListener {
  close(): Promise<void>;
}

/** Between tries to get a lost connection back; readers poll meanwhile. */
const RECONNECT_MS = 1_000;

/**
 * Listens for wake-ups on a connection of its own and opens it again when it is lost.
 *
 * @param directUrl connection string that does not pass a pooler
 * @param onWake called for each wake-up, and after each (re)connect because some may have been missed
 */
export function listenForLiveEvents(directUrl: string, onWake: () => void): LiveListener {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function lost(which: pg.Client): void {
    if (client !== which) return;
    client = undefined;
    which.end().catch(() => undefined);
    if (!closed) timer = setTimeout(() => void open(), RECONNECT_MS);
  }

  async function open(): Promise<void> {
    const opening = new pg.Client({
      connectionString: directUrl,
      application_name: "callflex-live-listen",
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    client = opening;
    opening.on("error", () => lost(opening));
    opening.on("end", () => lost(opening));
    opening.on("notification", onWake);
    try {
      await opening.connect();
      await opening.query(`LISTEN ${LIVE_CHANNEL}`);
      onWake();
    } catch {
      lost(opening);
    }
  }

  void open();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
