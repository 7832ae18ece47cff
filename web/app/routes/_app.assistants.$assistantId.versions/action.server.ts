import type { ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { makeChange } from "~/lib/save-form.server.ts";

/** Brings a version back. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const version = Number(formText(form, "version"));
  return makeChange(scope, {
    operation: "POST /assistants/{id}/versions/{version}/restore",
    input: {
      path: { id: scope.params.assistantId ?? "", version },
      header: { "X-Organization-Id": formText(form, "_organization"), "If-Match": `"${formText(form, "newest")}"` },
    },
    notice: `Version ${version} is back.`,
  });
}
