import type { Problem } from "@callflex/contracts/common";

/**
 * Turns the API's refusal of a form into errors by field.
 *
 * @param problem its `errors` carry JSON pointers, `/email` or `/businessHours/monday/0/opens`
 * @returns errors by the field's name, `businessHours.monday[0].opens`; under "" what concerns the whole form
 */
export function fieldErrors(problem: Problem): Record<string, string[]> {
  const byField: Record<string, string[]> = {};
  for (const { pointer, message } of problem.errors ?? []) {
    (byField[fieldName(pointer)] ??= []).push(message);
  }
  if (Object.keys(byField).length === 0) byField[""] = [problem.detail ?? problem.title];
  return byField;
}

function fieldName(pointer: string): string {
  const [first = "", ...inner] = pointer.replace(/^(#?\/)?(body\/)?/, "").split("/");
  return inner.reduce((name, part) => (/^\d+$/.test(part) ? `${name}[${part}]` : `${name}.${part}`), first);
}
