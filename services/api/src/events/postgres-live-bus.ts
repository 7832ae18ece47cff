import type { LiveListener as Ear } from "@callflex/db/live-listen";
import type { Pool } from "@callflex/db/pool";
import type { Logger } from "@callflex/platform/logger";
import type { LiveBus, LiveListener, LiveMessage, LiveSubscription } from "./live-bus.ts";
import { isAfter, type LiveCursor } from "./live-cursor.ts";
import { readLiveBounds, readLiveEvents } from "./read-live-events.ts";

const PAGE = 500;
/** Wake-ups may get lost; this is how late an event can be then. */
const POLL_MS = 1_000;
/** Events kept in memory for those who come back after a moment. */
const REMEMBERED = 10_000;
/** Most events read for one who comes back after longer; beyond that a reload is cheaper. */
const CATCH_UP_LIMIT = 20_000;
/** Events are kept at least this long; younger ones can't have been removed. */
const KEPT_MS = 3_600_000;

interface Subscriber extends LiveListener {
  position: LiveCursor;
  /** Messages that come while the past is still being read; null when it has been. */
  waiting: LiveMessage[] | null;
  closed: boolean;
}

/**
 * One reader of `live_events` for all streams of this process, woken by LISTEN and by a clock.
 *
 * Events are read only below the oldest running transaction, by (xid, seq): a sequence's order is not the order of
 * commits, and a reader of "id greater than the last" would lose those that commit late.
 *
 * @param options.pool of the role callflex_app
 * @param options.listen starts to call back at wake-ups
 * @throws when the database can't be read at the start
 */
export async function createPostgresLiveBus(options: {
  pool: Pool;
  listen: (onWake: () => void) => Ear;
  logger: Logger;
}): Promise<LiveBus> {
  const { pool, logger } = options;
  const subscribers = new Map<string, Set<Subscriber>>();
  const startedAt = Date.now();
  const start: LiveCursor = { xid: (await readLiveBounds(pool)).head, seq: 0 };
  let cursor = start;
  let remembered: LiveMessage[] = [];
  let rememberedFrom = start;
  let running: Promise<void> | null = null;
  let again = false;
  let closed = false;

  function deliver(subscriber: Subscriber, message: LiveMessage): void {
    if (subscriber.closed || !isAfter(message.cursor, subscriber.position)) return;
    if (subscriber.waiting) return void subscriber.waiting.push(message);
    subscriber.position = message.cursor;
    subscriber.onMessage(message);
  }

  function remember(messages: LiveMessage[]): void {
    remembered.push(...messages);
    if (remembered.length <= 2 * REMEMBERED) return;
    const dropped = remembered.length - REMEMBERED;
    rememberedFrom = remembered[dropped - 1]!.cursor;
    remembered = remembered.slice(dropped);
  }

  async function readOn(): Promise<void> {
    do {
      again = false;
      const messages = await readLiveEvents(pool, cursor, PAGE);
      for (const message of messages) {
        cursor = message.cursor;
        for (const subscriber of subscribers.get(message.organizationId) ?? []) deliver(subscriber, message);
      }
      remember(messages);
      if (messages.length === PAGE) again = true;
    } while (again && !closed);
  }

  function wake(): void {
    again = true;
    if (running || closed) return;
    running = readOn()
      .catch((error: unknown) => logger.warn({ err: error }, "live events can't be read for the moment"))
      .finally(() => {
        running = null;
      });
  }

  /** Whether everything behind the cursor is still in the table. */
  async function isKept(after: LiveCursor): Promise<boolean> {
    const { head, oldest } = await readLiveBounds(pool);
    if (after.xid > head) return false;
    if (oldest !== null && after.xid >= oldest) return true;
    return !isAfter(start, after) && Date.now() - startedAt < KEPT_MS;
  }

  async function readPast(after: LiveCursor, organizationId: string): Promise<LiveMessage[] | null> {
    if (!(await isKept(after))) return null;
    const own: LiveMessage[] = [];
    let from = after;
    for (let read = 0; read < CATCH_UP_LIMIT;) {
      const page = await readLiveEvents(pool, from, PAGE);
      own.push(...page.filter((message) => message.organizationId === organizationId));
      const last = page.at(-1);
      if (!last || page.length < PAGE) return own;
      from = last.cursor;
      read += page.length;
    }
    return null;
  }

  function bringUpToDate(subscriber: Subscriber, past: LiveMessage[] | null): void {
    const waiting = subscriber.waiting ?? [];
    subscriber.waiting = null;
    if (subscriber.closed) return;
    if (past) {
      for (const message of past) deliver(subscriber, message);
    } else {
      subscriber.position = cursor;
      subscriber.onResync(cursor);
    }
    for (const message of waiting) deliver(subscriber, message);
  }

  function catchUp(subscriber: Subscriber, after: LiveCursor): void {
    subscriber.position = after;
    if (!isAfter(rememberedFrom, after) && !isAfter(after, cursor)) {
      const past = remembered.filter(
        (message) => message.organizationId === subscriber.organizationId && isAfter(message.cursor, after),
      );
      return bringUpToDate(subscriber, past);
    }
    readPast(after, subscriber.organizationId).then(
      (past) => bringUpToDate(subscriber, past),
      (error: unknown) => {
        logger.warn({ err: error }, "missed live events can't be read, the client reloads");
        bringUpToDate(subscriber, null);
      },
    );
  }

  function subscribe(listener: LiveListener): LiveSubscription {
    const subscriber: Subscriber = {
      ...listener,
      position: cursor,
      waiting: listener.after ? [] : null,
      closed: false,
    };
    const ofOrganization = subscribers.get(listener.organizationId) ?? new Set();
    subscribers.set(listener.organizationId, ofOrganization.add(subscriber));
    if (listener.after) catchUp(subscriber, listener.after);
    return {
      position: () => (subscriber.waiting ? null : isAfter(cursor, subscriber.position) ? cursor : subscriber.position),
      close() {
        subscriber.closed = true;
        ofOrganization.delete(subscriber);
        if (ofOrganization.size === 0) subscribers.delete(listener.organizationId);
      },
    };
  }

  const ear = options.listen(wake);
  const clock = setInterval(wake, POLL_MS);
  return {
    subscribe,
    async close() {
      closed = true;
      clearInterval(clock);
      await ear.close();
      await running;
    },
  };
}
