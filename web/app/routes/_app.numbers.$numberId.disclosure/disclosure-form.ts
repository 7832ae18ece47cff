import type { NumberDisclosure } from "@callflex/contracts/disclosure";
import { z } from "zod";

const notice = z.string().trim().max(300, "Keep it to 300 characters");

/** What callers are told, as a form: an empty notice isn't said. */
export const disclosureForm = z.object({
  aiDisclosure: notice,
  recordingNotice: notice,
  recording: z.enum(["on", "off"]),
});

/** @returns what stands in the fields for what holds */
export function disclosureInput({ disclosure }: { disclosure: NumberDisclosure }): z.input<typeof disclosureForm> {
  return {
    aiDisclosure: disclosure.aiDisclosure ?? "",
    recordingNotice: disclosure.recordingNotice ?? "",
    recording: disclosure.recording ? "on" : "off",
  };
}

/** @returns what a checked form says */
export function disclosureOf(form: z.output<typeof disclosureForm>): NumberDisclosure {
  return {
    aiDisclosure: form.aiDisclosure || null,
    recordingNotice: form.recordingNotice || null,
    recording: form.recording === "on",
  };
}
