import pg from "pg";

/** Channel on which "something changed" is said; it carries nothing. */
export const LIVE_CHANNEL = "live_events";

/** Wakes the dashboards' streams, and the relay that carries out intents. */
export interface LiveNotifier {
  /** Call after a commit that wrote live events or intents; many calls in a short time become one NOTIFY. */
  wake(): void;
  close(): Promise<void>;
}

/** Long enough to fold a burst, short enough that nobody notices. */
const DEBOUNCE_MS = 20;

/**
 * Opens a notifier on a connection of its own: a NOTIFY inside the writing transaction would serialise all commits, and
 * one through a pooler in transaction mode would reach nobody. A lost connection is opened again at the next wake; readers
 * poll as well, so a lost wake-up costs time, not events.
 *
 * @param directUrl connection string that does not pass a pooler
 */
export function createLiveNotifier(directUrl: string): LiveNotifier {
  let client: Promise<pg.Client> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  async function connect(): Promise<pg.Client> {
    const opened = new pg.Client({ connectionString: directUrl, application_name: "callflex-live-notify" });
    opened.on("error", () => {
      client = undefined;
    });
    await opened.connect();
    return opened;
  }

  async function send(): Promise<void> {
    try {
      client ??= connect();
      const open = await client;
      await open.query(`NOTIFY ${LIVE_CHANNEL}`);
    } catch {
      client = undefined;
    }
  }

  return {
    wake() {
      if (timer || closed) return;
      timer = setTimeout(() => {
        timer = undefined;
        void send();
      }, DEBOUNCE_MS);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.then((open) => open.end()).catch(() => undefined);
    },
  };
}
