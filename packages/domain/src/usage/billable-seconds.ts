/** Calls shorter than this are not billed: wrong numbers and robots. */
export const SHORTEST_BILLED_SECONDS = 10;

export type UnbilledReason = "under_10_seconds" | "not_answered";

/**
 * What a call counts towards the plan's minutes.
 *
 * @param call.durationSeconds how long the line was open
 * @param call.answered whether the assistant took the call
 */
export function billableSeconds(call: { durationSeconds: number; answered: boolean }): {
  billedSeconds: number;
  unbilledReason: UnbilledReason | null;
} {
  if (!call.answered) return { billedSeconds: 0, unbilledReason: "not_answered" };
  if (call.durationSeconds < SHORTEST_BILLED_SECONDS) return { billedSeconds: 0, unbilledReason: "under_10_seconds" };
  return { billedSeconds: call.durationSeconds, unbilledReason: null };
}
