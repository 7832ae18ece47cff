import { isUnanswered } from "@callflex/contracts/render-prompt";
import { variableValues, type TemplateVariable, type VariableValues } from "@callflex/contracts/template";
import { z } from "zod";
import { endDaysAtMidnight, weekInput } from "./hours-input.ts";
import { phoneInput } from "./phone-input.ts";

type Variables = readonly TemplateVariable[];

/** An answer as the contract takes it, from what stands in its fields. */
function answerOf(variable: TemplateVariable, given: unknown): unknown {
  switch (variable.type) {
    case "hours":
      // A week that is closed every day has no fields at all.
      return typeof given === "object" ? endDaysAtMidnight(given) : variable.required ? {} : undefined;
    case "multiselect":
      // One ticked box comes as a text, several as a list.
      return given === undefined ? [] : Array.isArray(given) ? given : [given];
    case "phone":
      return typeof given === "string" && given.trim() !== "" ? phoneInput(given) : undefined;
    default:
      return isUnanswered(given) ? undefined : given;
  }
}

/**
 * Reads what stands in the fields of a template's questions, checked or not.
 *
 * @param given fields by the questions' keys, as a form holds them
 * @returns the answers; what was left empty is missing
 */
export function answersOf(variables: Variables, given: unknown): VariableValues {
  const fields = (typeof given === "object" && given !== null ? given : {}) as Record<string, unknown>;
  const answers = variables.map((variable) => [variable.key, answerOf(variable, fields[variable.key])] as const);
  return Object.fromEntries(answers.filter(([, answer]) => answer !== undefined));
}

/** The schema of a form of the template's questions: the contract's own, in the browser as in the server. */
export function answersForm(variables: Variables) {
  const plain = variableValues(variables);
  return z.preprocess((given) => answersOf(variables, given), plain) as unknown as typeof plain;
}

/** @returns what stands in the fields for answers that were given before */
export function answersInput(variables: Variables, values: VariableValues): Record<string, unknown> {
  return Object.fromEntries(
    variables.flatMap(({ key, type }) => {
      const value = values[key];
      if (isUnanswered(value)) return [];
      return [[key, type === "hours" ? weekInput(value as Parameters<typeof weekInput>[0]) : value]];
    }),
  );
}

const BUSINESS_NAME = /^(company|business|firm|office|practice|clinic|restaurant|shop|organization)Name$/;

/**
 * Answers that are known before anybody is asked: the name of the business and its hours.
 *
 * @param known.hours of the organization; a week without any was never set, and is nobody's answer
 */
export function knownAnswers(
  variables: Variables,
  known: { name: string; hours: Record<string, { opens: string; closes: string }[]> },
): VariableValues {
  const open = Object.values(known.hours).some((day) => day.length > 0);
  return Object.fromEntries(
    variables.flatMap(({ key, type }): [string, unknown][] => {
      if (type === "hours" && open) return [[key, known.hours]];
      return type === "text" && BUSINESS_NAME.test(key) ? [[key, known.name]] : [];
    }),
  );
}
