import type { Tx } from "@callflex/db/transaction";
import type { ClaimedEvent } from "@callflex/domain/outbox/claim-batch";
import type { WorkflowStarter } from "./workflow-starter.ts";

/** What a handler has at hand. */
export interface HandlerContext {
  /**
   * Runs the event's effect and its settlement in one transaction: the effect happens once, also when the relay is killed
   * right after it.
   */
  effect: (work: (tx: Tx) => Promise<void>) => Promise<void>;
  /** Runs a transaction that leaves the event open, for what comes before a workflow is started. */
  prepare: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  workflows: WorkflowStarter;
}

/** `settled` when the effect carried the settlement, `done` when it is left to do. */
export type Handled = "settled" | "done";

/**
 * Carries out one type of event. Converges: done twice, or in another order, the state ends the same.
 *
 * @throws {NotThereYet} to park the event, {ForeignResource} to reject it, anything else to try again
 */
export type Handler = (context: HandlerContext, event: ClaimedEvent) => Promise<Handled>;
