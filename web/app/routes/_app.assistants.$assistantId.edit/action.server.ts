import { assistantCheck, assistantDetail } from "@callflex/contracts/api/assistants";
import type { ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { saveForm } from "~/lib/save-form.server.ts";
import { draftForm, liveForm } from "./edit-form.ts";

/** Looks changes over before they go live, publishes them, or saves a draft. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const input = {
    path: { id: scope.params.assistantId ?? "" },
    header: { "X-Organization-Id": formText(form, "_organization") },
  };
  const draft = formText(form, "_status") === "draft";
  const schema = draft ? draftForm : liveForm;
  // Enter in a field says nothing about what is to be done: what callers hear is looked over first.
  const publishes = draft || formText(form, "_do") === "publish" || form.has("_overwrite");
  if (!publishes) {
    return saveForm(scope, form, { schema, operation: "POST /assistants/{id}/check", input, answer: assistantCheck });
  }
  return saveForm(scope, form, {
    schema,
    operation: "PATCH /assistants/{id}",
    input,
    notice: draft ? "Draft saved." : "Published. Callers hear it in a moment.",
    answer: assistantDetail,
  });
}
