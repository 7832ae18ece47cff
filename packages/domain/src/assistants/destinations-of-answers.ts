import { e164 } from "@callflex/contracts/common";
import type { TransferDestination } from "@callflex/contracts/organization-settings";
import type { Template, VariableValues } from "@callflex/contracts/template";

const NUMBER_OF = /^(phone )?number (of|for) (the )?/i;

/** What a person behind a number is called: “Number of the on-call technician” is the “On-call technician”. */
function nameOf(label: string): string {
  const name = label.replace(NUMBER_OF, "");
  return (name.charAt(0).toUpperCase() + name.slice(1)).slice(0, 60);
}

/**
 * The people behind the numbers that a template asks for: callers are put through to them, in the order of the questions.
 *
 * @param values answers as they were given; what is no number is left out
 * @returns nobody where the template puts nobody through
 */
export function destinationsOfAnswers(
  { variables, functions }: Pick<Template, "variables" | "functions">,
  values: VariableValues,
): TransferDestination[] {
  if (!functions.some(({ type }) => type === "transferCall")) return [];
  return variables.flatMap(({ key, label, type }) => {
    const number = type === "phone" ? e164.safeParse(values[key]).data : undefined;
    return number ? [{ name: nameOf(label), number }] : [];
  });
}
