import { randomUUID } from "node:crypto";
import type { LiveListener } from "@callflex/db/live-listen";
import type { Pool } from "@callflex/db/pool";
import { autocommit } from "@callflex/db/transaction";
import { claimBatch, type ClaimedEvent } from "@callflex/domain/outbox/claim-batch";
import { settle, settleDone } from "@callflex/domain/outbox/settle";
import type { Logger } from "@callflex/platform/logger";
import { handleEvent } from "./handle-event.ts";
import type { WorkflowStarter } from "./workflow-starter.ts";

export interface RelayOptions {
  pool: Pool;
  workflows: WorkflowStarter;
  logger: Logger;
  /** Called after events had their effect: dashboards have something new. */
  onApplied: () => void;
  /** Calls back when another process has committed something, which may be an intent; without it only the clock tells. */
  listen?: (onWake: () => void) => LiveListener;
  /** Events carried out at once. */
  concurrency?: number;
  /** How often the outbox is looked at when nobody wakes the relay. */
  pollMs?: number;
  /** A claim that is older belongs to a relay that is gone. */
  leaseMs?: number;
}

/** Carries out what the outbox holds. */
export interface Relay {
  /** Something was just committed. */
  wake(): void;
  /** Stops claiming and waits for what is being carried out. */
  close(): Promise<void>;
}

const DEFAULTS = { concurrency: 16, pollMs: 500, leaseMs: 10_000 };
/** How long finished events wait for others before their deliveries are removed together. */
const SETTLE_DELAY_MS = 5;
const AWAY_PAUSE_MS = 500;
/** While Temporal takes no more, nobody wakes the relay when it does again. */
const BUSY_POLL_MS = 100;

/** Starts the loop. It survives a database or Temporal that is away: it goes on when they are back. */
export function startRelay(options: RelayOptions): Relay {
  const { pool, logger, workflows } = options;
  const concurrency = options.concurrency ?? DEFAULTS.concurrency;
  const pollMs = options.pollMs ?? DEFAULTS.pollMs;
  const leaseMs = options.leaseMs ?? DEFAULTS.leaseMs;
  const claimedBy = randomUUID();

  let closed = false;
  let woken = false;
  let wakeUp: (() => void) | undefined;
  const running = new Set<Promise<void>>();
  let finished: string[] = [];
  let settling: Promise<void> | undefined;

  function wake(): void {
    woken = true;
    wakeUp?.();
  }

  function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Removes finished deliveries in company. What can't be removed now is carried out again when its claim lapses. */
  async function settleFinished(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, SETTLE_DELAY_MS));
    const eventIds = finished;
    finished = [];
    settling = undefined;
    await autocommit(pool, (tx) => settleDone(tx, { eventIds, claimedBy })).catch((error: unknown) =>
      logger.warn(
        { err: error, events: eventIds.length },
        "finished events could not be settled, they are carried out again",
      ),
    );
    wake();
  }

  async function carryOut(event: ClaimedEvent): Promise<void> {
    const settlement = await handleEvent({ pool, workflows, claimedBy }, event, new Date());
    options.onApplied();
    if (settlement === "settled") return;
    if (settlement.kind === "done") {
      finished.push(event.id);
      settling ??= settleFinished();
      return settling;
    }
    if (settlement.kind === "dead")
      logger.error({ eventId: event.id, type: event.type, error: settlement.error }, "dead letter");
    else logger.info({ eventId: event.id, type: event.type, settlement: settlement.kind }, "event not done");
    await autocommit(pool, (tx) => settle(tx, { eventId: event.id, claimedBy, settlement })).catch((error: unknown) =>
      logger.warn({ err: error, eventId: event.id }, "could not write how an event ended, its claim will lapse"),
    );
  }

  async function loop(): Promise<void> {
    while (!closed) {
      woken = false;
      const room = concurrency - running.size;
      // One claim for every finished event would cost more than the work; a few free places make it worth while.
      if (room < Math.min(concurrency, 4)) {
        await sleep(pollMs);
        continue;
      }
      const startsLimit = Math.min(room, workflows.room());
      let claimed: ClaimedEvent[] = [];
      try {
        claimed = await claimBatch(pool, { claimedBy, limit: room, startsLimit, leaseMs });
      } catch (error) {
        logger.warn({ err: error }, "the outbox can't be read, trying again");
        await sleep(AWAY_PAUSE_MS);
        continue;
      }
      for (const event of claimed) {
        const work = carryOut(event).finally(() => {
          running.delete(work);
          wake();
        });
        running.add(work);
      }
      if (claimed.length === 0 && !woken) await sleep(startsLimit === 0 ? Math.min(pollMs, BUSY_POLL_MS) : pollMs);
    }
  }

  const looping = loop();
  const ear = options.listen?.(wake);
  return {
    wake,
    async close() {
      closed = true;
      wake();
      await ear?.close();
      await looping;
      await Promise.all(running);
    },
  };
}
