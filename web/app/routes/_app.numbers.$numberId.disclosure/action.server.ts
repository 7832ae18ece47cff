import type { ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { saveForm } from "~/lib/save-form.server.ts";
import { disclosureForm, disclosureOf } from "./disclosure-form.ts";

/** Saves what callers of a number are told, over the version that it was changed upon. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  return saveForm(scope, form, {
    schema: disclosureForm,
    operation: "PUT /phone-numbers/{id}/disclosure",
    input: {
      path: { id: scope.params.numberId ?? "" },
      header: { "X-Organization-Id": formText(form, "_organization") },
    },
    body: disclosureOf,
    notice: "Saved. It holds from the next call on.",
  });
}
