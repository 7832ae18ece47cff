import { FINAL_FAILURE } from "@callflex/contracts/workflow";
import { ActivityFailure, ApplicationFailure, isCancellation } from "@temporalio/workflow";

/** Why an activity gave up. `final`: no other try would end differently; otherwise its result is not known. */
export interface ActivityVerdict {
  final: boolean;
  reason: string;
}

/**
 * Reads the failure of an activity.
 *
 * @throws everything that is none: a cancellation, or a fault of the workflow itself
 */
export function readActivityFailure(error: unknown): ActivityVerdict {
  if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
  const { cause } = error;
  if (!(cause instanceof ApplicationFailure)) return { final: false, reason: "It took too long." };
  return { final: cause.type === FINAL_FAILURE, reason: cause.message };
}
