import type { NumberRouting } from "@callflex/contracts/routing";

/** The rules of a number that can name another assistant. */
export const ASSISTANT_RULES = ["businessHours", "afterHours", "holidays", "vipCallers", "anonymousCallers"] as const;

/** The assistants that rules name beside the number's own; one that several name comes more than once. */
export function assistantIdsIn(routing: NumberRouting): string[] {
  return Object.values(routing).flatMap((rule) => (rule?.do === "other_assistant" ? [rule.assistantId] : []));
}

/** The numbers that rules forward calls to, in E.164; one that several name comes more than once. */
export function forwardNumbersIn(routing: NumberRouting): string[] {
  return Object.values(routing).flatMap((rule) => (rule?.do === "forward" ? [rule.number] : []));
}
