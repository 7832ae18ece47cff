import type { ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { saveForm } from "~/lib/save-form.server.ts";
import { routingForm, routingOf } from "./routing-form.ts";

/** Saves a number's rules, over the version that they were changed upon. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  return saveForm(scope, form, {
    schema: routingForm,
    operation: "PUT /phone-numbers/{id}/routing",
    input: {
      path: { id: scope.params.numberId ?? "" },
      header: { "X-Organization-Id": formText(form, "_organization") },
    },
    body: routingOf,
    notice: "Saved. It holds from the next call on.",
  });
}
