import type { Problem } from "@callflex/contracts/common";

/**
 * Turns the API's refusal of a form into errors by field.
 *
 * @param problem its `errors` carry JSON pointers, `/email`
 * @returns errors by the field's name; under "" what concerns the whole form
 */
export function fieldErrors(problem: Problem): Record<string, string[]> {
  const byField: Record<string, string[]> = {};
  for (const { pointer, message } of problem.errors ?? []) {
    (byField[pointer.replace(/^(#?\/)?(body\/)?/, "").split("/")[0] ?? ""] ??= []).push(message);
  }
  if (Object.keys(byField).length === 0) byField[""] = [problem.detail ?? problem.title];
  return byField;
}
