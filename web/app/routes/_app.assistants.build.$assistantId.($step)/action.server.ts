import { assistantDetail } from "@callflex/contracts/api/assistants";
import { data, redirect, type ActionFunctionArgs } from "@remix-run/node";
import { contentForm } from "~/components/assistants/content/content-form.ts";
import { formText } from "~/lib/form-text.ts";
import { makeChange, saveForm } from "~/lib/save-form.server.ts";
import { stepOf } from "./steps.ts";

/** Saves what a step asks for, or lets the finished draft take calls. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const path = { id: scope.params.assistantId ?? "" };
  const header = { "X-Organization-Id": formText(form, "_organization") };
  if (formText(form, "_intent") === "activate") {
    const answer = await makeChange(scope, {
      operation: "POST /assistants/{id}/status",
      input: { path, header },
      body: { status: "active" },
    });
    // Without it the page would be loaded again, and leads elsewhere once its assistant is no draft.
    return answer.ok ? redirect(`/assistants/${path.id}`) : answer;
  }
  const step = stepOf(scope.params.step);
  if (!step) throw data({ title: "Unknown step" }, { status: 404 });
  return saveForm(scope, form, {
    schema: contentForm(step.parts, [], { complete: false }),
    operation: "PATCH /assistants/{id}",
    input: { path, header },
    answer: assistantDetail,
  });
}
