import type { CallStats } from "@callflex/contracts/api/calls";

/** Share of the plan's minutes from which on people are warned, in per cent. */
const NEAR_PERCENT = 80;

/**
 * Says how much of the plan is used up.
 *
 * @returns per cent (over 100 with overage) and `near` from 80 %, `over` from 100 %; a plan without minutes is `over`
 *   with the first one
 */
export function usageLevel(usage: CallStats["usage"]): { percent: number; level: "fine" | "near" | "over" } {
  const { billedMinutes, includedMinutes } = usage;
  const percent = includedMinutes > 0 ? (billedMinutes / includedMinutes) * 100 : billedMinutes > 0 ? 100 : 0;
  return { percent, level: percent >= 100 ? "over" : percent >= NEAR_PERCENT ? "near" : "fine" };
}
