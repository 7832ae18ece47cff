import { assistantContent, type assistantContentPatch, type AssistantContent } from "@callflex/contracts/assistant";
import {
  assistantFunction,
  templateVariable,
  variableValues,
  type TemplateVariable,
} from "@callflex/contracts/template";
import { voiceById } from "@callflex/contracts/voices";
import { z } from "zod";
import { endDaysAtMidnight } from "~/lib/hours-input.ts";
import { phoneInput } from "~/lib/phone-input.ts";
import { answersOf } from "~/lib/variable-answers.ts";
import { AS_IT_IS } from "./content-input.ts";

type Part = keyof AssistantContent;
type Fields = Record<string, unknown>;

const { shape } = assistantContent;

/** A function that is offered or not: the words stay in the form while it is switched off. */
const offer = z
  .strictObject({
    type: assistantFunction.shape.type,
    on: z.literal("on").optional(),
    when: z.string().trim().max(400).default(""),
  })
  .superRefine(({ on, when }, context) => {
    if (on && when.length < 10)
      context.addIssue({ code: "custom", path: ["when"], message: "Say when, in a few words" });
  });

const parts = {
  ...shape,
  capabilities: shape.capabilities.refine(
    ({ callbackHours }) => !callbackHours || Object.values(callbackHours).some((day) => day.length > 0),
    { path: ["callbackHours"], error: "Open at least one day, or call back at any time" },
  ),
  voice: shape.voice.optional(),
  functions: z.array(offer).transform((offers) => offers.flatMap(({ type, on, when }) => (on ? [{ type, when }] : []))),
};

function fieldsOf(given: unknown): Fields {
  return typeof given === "object" && given !== null ? (given as Fields) : {};
}

function listOf(given: unknown): Fields[] {
  return Array.isArray(given) ? given.map(fieldsOf) : [];
}

/**
 * Reads the variables of a form, which keeps them as one text.
 *
 * @returns undefined where that text is damaged
 */
export function variablesOf(given: unknown): TemplateVariable[] | undefined {
  if (typeof given !== "string") return undefined;
  try {
    return z.array(templateVariable).safeParse(JSON.parse(given)).data;
  } catch {
    return undefined;
  }
}

function capabilitiesOf(given: unknown): Fields {
  const { transferDestinations, messageFields, limited, callbackHours } = fieldsOf(given);
  return {
    transferDestinations: listOf(transferDestinations).map(({ name, number, department }) => ({
      name,
      number: typeof number === "string" ? phoneInput(number) : number,
      ...(department ? { department } : {}),
    })),
    messageFields: listOf(messageFields).map(({ label, required }) => ({ label, required: required === "on" })),
    callbackHours: limited === "on" ? endDaysAtMidnight(callbackHours ?? {}) : null,
  };
}

/** What stands in the fields, as the contract has it. */
function tidy(wanted: readonly Part[], known: readonly TemplateVariable[]) {
  return (given: unknown) => {
    const fields = fieldsOf(fieldsOf(given).content);
    const variables = variablesOf(fields.variables) ?? known;
    const read: Partial<Record<Part, unknown>> = {
      ...fields,
      variables,
      variableValues: answersOf(variables, fields.variableValues),
      functions: fields.functions ?? [],
      capabilities: capabilitiesOf(fields.capabilities),
      voice: fields.voice === AS_IT_IS ? undefined : voiceById(typeof fields.voice === "string" ? fields.voice : ""),
    };
    return { content: Object.fromEntries(wanted.map((part) => [part, read[part]])) };
  };
}

/**
 * Parts of an assistant as a form; what it sends is a change of the content.
 *
 * @param wanted the parts that the form shows
 * @param known variables of the assistant, where the form doesn't change them
 * @param options.complete checks the answers by their questions; a draft may lack some
 */
export function contentForm(
  wanted: readonly Part[],
  known: readonly TemplateVariable[],
  options: { complete: boolean },
) {
  const shown = Object.fromEntries(wanted.map((part) => [part, parts[part]])) as Partial<typeof parts>;
  const plain = z.strictObject({ content: z.strictObject(shown) }).superRefine(({ content }, context) => {
    if (!options.complete || !content.variableValues) return;
    const variables = (content.variables as TemplateVariable[] | undefined) ?? known;
    const checked = variableValues(variables).safeParse(content.variableValues);
    for (const { path, message } of checked.error?.issues ?? []) {
      context.addIssue({ code: "custom", path: ["content", "variableValues", ...path], message });
    }
  });
  const form: unknown = z.preprocess(tidy(wanted, known), plain);
  return form as z.ZodObject<{ content: typeof assistantContentPatch }>;
}
