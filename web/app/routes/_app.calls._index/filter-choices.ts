import type { CallListItem } from "@callflex/contracts/api/calls";
import { formatPhone } from "~/lib/format.ts";

/** Something that calls can be narrowed to: its id and its name. */
export type FilterChoice = readonly [id: string, name: string];

/** @returns what a number is called in a choice: its label with its digits, or the digits alone */
export function numberChoice({ id, label, e164 }: NonNullable<CallListItem["phoneNumber"]>): FilterChoice {
  return [id, label ? `${label}, ${formatPhone(e164)}` : formatPhone(e164)];
}

/**
 * Adds what is chosen where it isn't in the list any more: a number that was given back, an assistant that was deleted.
 *
 * @param first what the newest of the shown calls says about it
 */
export function withChosen(
  choices: FilterChoice[],
  chosen: string | undefined,
  first: FilterChoice | undefined,
): FilterChoice[] {
  if (!chosen || choices.some(([id]) => id === chosen)) return choices;
  return [...choices, first?.[0] === chosen ? first : [chosen, "One that is gone"]];
}
