import type { AssistantContent } from "@callflex/contracts/assistant";
import type { BusinessHours, TransferDestination } from "@callflex/contracts/organization-settings";
import type { TemplateVariable, VariableValues } from "@callflex/contracts/template";
import { knownAnswers } from "~/lib/variable-answers.ts";

const WORKDAY = [{ opens: "09:00", closes: "17:00" }];

/** The hours that most businesses begin with; they stand in the form, to be changed. */
const WORKING_WEEK: BusinessHours = {
  monday: WORKDAY,
  tuesday: WORKDAY,
  wednesday: WORKDAY,
  thursday: WORKDAY,
  friday: WORKDAY,
  saturday: [],
  sunday: [],
};

/**
 * Answers that a new assistant's form begins with: what is known of the business, and what most businesses take.
 *
 * @param known.hours of the organization
 */
export function firstAnswers(
  variables: readonly TemplateVariable[],
  known: Parameters<typeof knownAnswers>[1],
): AssistantContent["variableValues"] {
  const usual = variables.flatMap((variable): [string, unknown][] => {
    if (variable.type === "hours" && variable.required) return [[variable.key, WORKING_WEEK]];
    return variable.type === "select" && variable.key === "tone" ? [[variable.key, variable.options[0]]] : [];
  });
  const answers: VariableValues = { ...Object.fromEntries(usual), ...knownAnswers(variables, known) };
  return answers as AssistantContent["variableValues"];
}

/**
 * The telephone of a person that somebody named in the answers, to begin with where one is asked for again.
 *
 * @returns E.164; null where none was named
 */
export function namedPhone(variables: readonly TemplateVariable[], values: VariableValues): string | null {
  const named = variables.filter(({ type }) => type === "phone").map(({ key }) => values[key]);
  return named.find((value): value is string => typeof value === "string" && value.startsWith("+")) ?? null;
}

/** `Number of the on-call technician`: the words before whom it belongs to. */
const NUMBER_OF = /^(The )?number (of|for) (the )?/i;

/**
 * The person that callers are put through to, from the answers: whose telephone was named, by the name that was asked for with it.
 *
 * @returns null where no telephone was named
 */
export function namedDestination(
  variables: readonly TemplateVariable[],
  values: VariableValues,
): TransferDestination | null {
  const number = namedPhone(variables, values);
  const phone = variables.find(({ type, key }) => type === "phone" && values[key] === number);
  if (!number || !phone) return null;
  // `managerNumber` goes with `managerName`.
  const name = values[phone.key.replace(/Number$/, "Name")];
  const words = typeof name === "string" && name !== number ? name : phone.label.replace(NUMBER_OF, "");
  return { name: `${words.charAt(0).toUpperCase()}${words.slice(1)}`.slice(0, 60), number };
}
