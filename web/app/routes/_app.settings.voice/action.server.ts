import { settings } from "@callflex/contracts/api/organizations";
import { voiceById } from "@callflex/contracts/voices";
import type { ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { saveForm } from "~/lib/save-form.server.ts";
import { AS_IT_IS, voiceForm } from "./voice-form.ts";

/** Saves the voice of new assistants. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  return saveForm(scope, form, {
    schema: voiceForm,
    operation: "PATCH /organizations/{organizationId}/settings",
    input: { path: { organizationId: formText(form, "_organization") } },
    body: ({ voice }) => (voice === AS_IT_IS ? {} : { defaultVoice: voiceById(voice) }),
    notice: "Saved. New assistants speak with it.",
    answer: settings,
  });
}
