import { ensureCallPartitions } from "@callflex/db/call-partitions";
import type { Pool } from "@callflex/db/pool";
import { isTransient, transaction } from "@callflex/db/transaction";
import { ForeignResource, MissingMonth, NotThereYet } from "@callflex/domain/errors";
import type { ClaimedEvent } from "@callflex/domain/outbox/claim-batch";
import { MAX_ATTEMPTS, parkingDelay, PARKING_LIMIT_MS, retryDelay } from "@callflex/domain/outbox/retry-delay";
import { settleDone, type Settlement } from "@callflex/domain/outbox/settle";
import type { Handler, HandlerContext } from "./handler.ts";
import { intentHandlers } from "./handlers/intents.ts";
import { twilioHandlers } from "./handlers/twilio.ts";
import { vapiHandlers } from "./handlers/vapi.ts";
import { TemporalBusy, type WorkflowStarter } from "./workflow-starter.ts";

export interface HandleEventDeps {
  pool: Pool;
  workflows: WorkflowStarter;
  claimedBy: string;
}

const handlersByProvider: Record<string, Record<string, Handler>> = {
  vapi: vapiHandlers,
  twilio: twilioHandlers,
  callflex: intentHandlers,
};

/** While the database is away, everything waits about this long. */
const AWAY_DELAY_MS = 1_000;

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** The claim lapsed and the event went to another relay: what was done here is undone. */
class ClaimLost extends Error {
  override name = "ClaimLost";
}

function settlementFor(error: unknown, event: ClaimedEvent, now: Date): Settlement | "settled" {
  if (error instanceof ClaimLost) return "settled";
  if (error instanceof ForeignResource) return { kind: "rejected", reason: error.message };
  if (error instanceof NotThereYet) {
    const waitedMs = now.getTime() - event.createdAt.getTime();
    if (waitedMs > PARKING_LIMIT_MS) return { kind: "dead", error: `${error.waitingFor} never appeared` };
    return { kind: "parked", waitingFor: error.waitingFor, retryInMs: parkingDelay(waitedMs) };
  }
  if (error instanceof TemporalBusy) return { kind: "released", reason: error.message, retryInMs: error.retryInMs };
  if (isTransient(error)) return { kind: "released", reason: messageOf(error), retryInMs: AWAY_DELAY_MS };
  if (event.attempts >= MAX_ATTEMPTS) return { kind: "dead", error: messageOf(error) };
  return { kind: "retry", error: messageOf(error), retryInMs: retryDelay(event.attempts) };
}

async function run(deps: HandleEventDeps, event: ClaimedEvent): Promise<Settlement | "settled"> {
  const handler = handlersByProvider[event.provider]?.[event.type];
  if (!handler) return { kind: "done" };
  const context: HandlerContext = {
    workflows: deps.workflows,
    prepare: (work) => transaction(deps.pool, work),
    effect: (work) =>
      transaction(deps.pool, async (tx) => {
        await work(tx);
        const settled = await settleDone(tx, { eventIds: [event.id], claimedBy: deps.claimedBy });
        if (settled === 0) throw new ClaimLost(`event ${event.id} was claimed by another relay`);
      }),
  };
  const handled = await handler(context, event);
  return handled === "settled" ? "settled" : { kind: "done" };
}

/**
 * Carries out a claimed event.
 *
 * @returns how it ended; `settled` when the effect's own transaction wrote that already
 */
export async function handleEvent(
  deps: HandleEventDeps,
  event: ClaimedEvent,
  now: Date,
): Promise<Settlement | "settled"> {
  // Tries that failed were counted below: more than those means that relays died while they carried the event out.
  if (event.attempts > MAX_ATTEMPTS)
    return { kind: "dead", error: `carrying it out was begun ${MAX_ATTEMPTS} times and never came to an end` };
  try {
    return await run(deps, event);
  } catch (error) {
    if (!(error instanceof MissingMonth)) return settlementFor(error, event, now);
    try {
      await ensureCallPartitions(deps.pool, error.month, error.month);
      return await run(deps, event);
    } catch (secondError) {
      return settlementFor(secondError, event, now);
    }
  }
}
