import { data, type ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { makeChange } from "~/lib/save-form.server.ts";

/** Gives a number to an assistant, or takes it away. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  if (formText(form, "_intent") !== "assign") throw data({ title: "Unknown action" }, { status: 400 });
  const assistantId = formText(form, "assistantId") || null;
  return makeChange(scope, {
    operation: "PATCH /phone-numbers/{id}",
    input: {
      path: { id: formText(form, "phoneNumberId") },
      header: { "X-Organization-Id": formText(form, "_organization"), "If-Match": `"${formText(form, "version")}"` },
    },
    body: { assistantId },
    notice: assistantId ? "Saved. The next call is answered by it." : "Saved. No assistant answers this number now.",
  });
}
