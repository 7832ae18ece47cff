import type { PhoneNumber, PhoneNumberPatch } from "@callflex/contracts/api/phone-numbers";
import { z } from "zod";
import { formatPhone } from "~/lib/format.ts";
import { phoneField } from "~/lib/phone-field.ts";

/** Who answers a number and what it is called, as a form. */
export const answerForm = z.strictObject({
  /** "" for none. */
  assistantId: z.string().default(""),
  label: z.string().trim().max(60, "At most 60 characters").default(""),
  fallbackNumber: phoneField,
});

/** @returns what stands in the form's fields for a number */
export function answerInput({ assistant, label, fallbackNumber }: PhoneNumber): z.input<typeof answerForm> {
  return {
    assistantId: assistant?.id ?? "",
    label: label ?? "",
    fallbackNumber: fallbackNumber ? formatPhone(fallbackNumber) : "",
  };
}

/** Makes the API's request of a form. */
export function answerRequest({ assistantId, label, fallbackNumber }: z.output<typeof answerForm>): PhoneNumberPatch {
  return { assistantId: assistantId || null, label: label || null, fallbackNumber };
}

/** @returns what somebody else changed meanwhile, as label and text */
export function changedAnswer(before: PhoneNumber, now: PhoneNumber): [label: string, text: string][] {
  const lines: [string, string, string][] = [
    ["Answered by", before.assistant?.name ?? "no assistant", now.assistant?.name ?? "no assistant"],
    ["Label", before.label ?? "none", now.label ?? "none"],
    ["Fallback", formatPhone(before.fallbackNumber), formatPhone(now.fallbackNumber)],
  ];
  return lines.flatMap(([label, old, text]) => (old === text ? [] : [[label, text] as [string, string]]));
}
