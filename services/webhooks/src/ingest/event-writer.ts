import type { Pool } from "@callflex/db/pool";
import { isTransient } from "@callflex/db/transaction";
import { recordEvents, type ReceivedEvent } from "@callflex/domain/outbox/record-events";

/** Records events; many that come at the same time share a commit. */
export interface EventWriter {
  /** Resolves once the event is durable. @throws what the database throws; the event is not recorded then */
  write(event: ReceivedEvent): Promise<void>;
}

interface Waiting {
  event: ReceivedEvent;
  done: () => void;
  failed: (error: unknown) => void;
}

/** Most rows and bytes of one statement; more than that waits for the next. */
const MAX_BATCH_ROWS = 256;
const MAX_BATCH_BYTES = 4 * 1024 * 1024;
/** Statements on their way at once: while one commits, the next is being filled. */
const MAX_IN_FLIGHT = 2;
/** A further statement only sets out with so much company, so that its commit is worth it. */
const MIN_COMPANY = 64;

/**
 * A writer that delays nobody: an event that finds no statement on its way goes at once, the others go together with the
 * next. When a batch fails for a reason of its contents, each of its events is tried alone, so that a bad one fails alone.
 *
 * @param onRecorded called after each commit, to wake the relay
 */
export function createEventWriter(pool: Pool, onRecorded: () => void): EventWriter {
  let queue: Waiting[] = [];
  let inFlight = 0;
  let scheduled = false;

  function takeBatch(): Waiting[] {
    let bytes = 0;
    let rows = 0;
    for (const { event } of queue) {
      bytes += event.body.length;
      if (rows > 0 && (rows === MAX_BATCH_ROWS || bytes > MAX_BATCH_BYTES)) break;
      rows += 1;
    }
    const batch = queue.slice(0, rows);
    queue = queue.slice(rows);
    return batch;
  }

  async function flush(batch: Waiting[]): Promise<void> {
    try {
      await recordEvents(
        pool,
        batch.map((waiting) => waiting.event),
      );
      onRecorded();
      for (const waiting of batch) waiting.done();
    } catch (error) {
      if (batch.length === 1 || isTransient(error)) {
        for (const waiting of batch) waiting.failed(error);
        return;
      }
      for (const waiting of batch) await flush([waiting]);
    }
  }

  function pump(): void {
    scheduled = false;
    while (inFlight < MAX_IN_FLIGHT && queue.length > 0) {
      if (inFlight > 0 && queue.length < MIN_COMPANY) return;
      inFlight += 1;
      void flush(takeBatch()).finally(() => {
        inFlight -= 1;
        pump();
      });
    }
  }

  return {
    write: (event) =>
      new Promise((done, failed) => {
        queue.push({ event, done, failed });
        // What came in with the same turn of the event loop goes together.
        if (!scheduled) setImmediate(pump);
        scheduled = true;
      }),
  };
}
