import { z } from "zod";
import { callActionInputs, type OfferedActionType } from "./call-actions.ts";
import { e164 } from "./common.ts";
import { speaker } from "./enums.ts";
import { businessHours } from "./organization-settings.ts";
import { assistantVoice } from "./voice.ts";

const key = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, "must be a name like companyName");
const slug = z.string().regex(/^[a-z][a-z0-9-]{1,59}$/, "must be a name like home-services");

const common = {
  /** Name in the prompt, `{{companyName}}`. */
  key,
  label: z.string().min(1).max(60),
  help: z.string().max(200).optional(),
  required: z.boolean(),
};
const options = z.array(z.string().min(1).max(80)).min(2).max(30);

/** A question that a template asks its user; the form and its check in browser and server come from it. */
export const templateVariable = z.discriminatedUnion("type", [
  z.strictObject({ ...common, type: z.literal("text"), placeholder: z.string().max(120).optional() }),
  z.strictObject({ ...common, type: z.literal("textarea"), placeholder: z.string().max(400).optional() }),
  z.strictObject({ ...common, type: z.literal("phone") }),
  z.strictObject({ ...common, type: z.literal("email") }),
  z.strictObject({ ...common, type: z.literal("hours") }),
  z.strictObject({ ...common, type: z.literal("select"), options }),
  z.strictObject({ ...common, type: z.literal("multiselect"), options }),
]);
export type TemplateVariable = z.infer<typeof templateVariable>;

const actionTypes = Object.keys(callActionInputs) as [OfferedActionType, ...OfferedActionType[]];

/** A function that an assistant may call, and when; the model reads `when` as the tool's description. */
export const assistantFunction = z.strictObject({ type: z.enum(actionTypes), when: z.string().min(10).max(400) });
export type AssistantFunction = z.infer<typeof assistantFunction>;

/** Languages that an assistant can be set to speak and understand. */
export const assistantLanguage = z.enum(["en", "es", "fr", "de", "pt", "it", "nl"]);
export type AssistantLanguage = z.infer<typeof assistantLanguage>;

/** One turn of a sample conversation; `action` names the function that the assistant calls with it. */
export const sampleTurn = z.strictObject({
  speaker,
  text: z.string().min(1).max(600),
  action: z.enum(actionTypes).optional(),
});

const PLACEHOLDER = /\{\{\s*([A-Za-z0-9]+)\s*\}\}/g;

/** Names of the variables that a text uses. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1]!))];
}

/** An industry template: an assistant that is ready once its questions are answered. */
export const template = z
  .strictObject({
    slug,
    industrySlug: slug,
    name: z.string().min(1).max(60),
    description: z.string().min(1).max(300),
    prompt: z.string().min(200).max(12_000),
    firstMessage: z.string().min(10).max(300),
    variables: z.array(templateVariable).min(1).max(30),
    functions: z.array(assistantFunction).max(actionTypes.length),
    voice: assistantVoice,
    sampleConversation: z.array(sampleTurn).min(4).max(40),
  })
  .superRefine((value, context) => {
    const known = new Set(value.variables.map((variable) => variable.key));
    if (known.size < value.variables.length) context.addIssue("two variables have the same key");
    for (const name of placeholdersIn(`${value.prompt} ${value.firstMessage}`)) {
      if (!known.has(name)) context.addIssue(`{{${name}}} is no variable of the template`);
    }
    const offered = new Set(value.functions.map((offer) => offer.type));
    if (offered.size < value.functions.length) context.addIssue("a function is offered twice");
    for (const turn of value.sampleConversation) {
      if (turn.action && !offered.has(turn.action)) context.addIssue(`${turn.action} is no function of the template`);
      if (turn.action && turn.speaker === "caller") context.addIssue(`a caller can't call ${turn.action}`);
    }
  });
export type Template = z.infer<typeof template>;

/** Says that an answer is missing by the question's own name. */
function missing({ label }: TemplateVariable) {
  return (issue: { input?: unknown }) => (issue.input === undefined ? `${label} is missing` : undefined);
}

function valueOf(variable: TemplateVariable): z.ZodType {
  const error = missing(variable);
  const { label, required } = variable;
  switch (variable.type) {
    case "text":
      return z.string({ error }).trim().min(1, `${label} is missing`).max(200);
    case "textarea":
      return z.string({ error }).trim().min(1, `${label} is missing`).max(4_000);
    case "phone":
      return z.string({ error }).pipe(e164);
    case "email":
      return z.string({ error }).pipe(z.email("must be an e-mail address, like office@example.com"));
    case "hours":
      return required
        ? businessHours.refine((week) => Object.values(week).some((day) => day.length > 0), `${label} is missing`)
        : businessHours;
    case "select":
      return z.enum(variable.options, { error });
    case "multiselect":
      return z.array(z.enum(variable.options), { error }).min(required ? 1 : 0, `${label} is missing`);
  }
}

/**
 * The schema of the answers to a template's questions; unknown keys are refused.
 *
 * @param variables the template's questions
 */
export function variableValues(variables: readonly TemplateVariable[]) {
  return z.strictObject(
    Object.fromEntries(
      variables.map((variable) => {
        const value = valueOf(variable);
        return [variable.key, variable.required ? value : value.optional()];
      }),
    ),
  );
}
export type VariableValues = Record<string, unknown>;
