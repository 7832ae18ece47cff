import { newAssistantContent, variableValue } from "@callflex/contracts/assistant";
import type { TemplateVariable } from "@callflex/contracts/template";
import { z } from "zod";
import { answersForm, answersOf } from "~/lib/variable-answers.ts";

const { name } = newAssistantContent.shape;

/**
 * A new assistant from a template as a form. The button that was pressed decides: an assistant that takes calls needs all
 * answers, a draft takes what there is.
 */
export function templateForm(variables: readonly TemplateVariable[]) {
  const anyAnswers = z.preprocess((given) => answersOf(variables, given), z.record(z.string(), variableValue));
  const plain = z.discriminatedUnion("status", [
    z.strictObject({ status: z.literal("active"), name, variableValues: answersForm(variables) }),
    z.strictObject({ status: z.literal("draft"), name, variableValues: anyAnswers }),
  ]);
  // While somebody types, no button was pressed yet: the form is checked as a whole.
  return z.preprocess(
    (given) => ({ variableValues: {}, status: "active", ...(given as object) }),
    plain,
  ) as unknown as z.ZodObject<{
    status: z.ZodEnum<{ active: "active"; draft: "draft" }>;
    name: typeof name;
    variableValues: z.ZodRecord<z.ZodString, typeof variableValue>;
  }>;
}
