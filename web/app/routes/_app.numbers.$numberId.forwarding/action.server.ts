import { data, type ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { makeChange, saveForm } from "~/lib/save-form.server.ts";
import { forwardingForm } from "./forwarding-form.ts";

/** Says which number is forwarded, waits for a call from there, or forgets it. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const input = {
    path: { id: scope.params.numberId ?? "" },
    header: { "X-Organization-Id": formText(form, "_organization") },
  };
  switch (formText(form, "_intent")) {
    case "forwarding":
      return saveForm(scope, form, {
        schema: forwardingForm,
        operation: "PUT /phone-numbers/{id}/forwarding",
        input,
        body: (forwarding) => ({ forwarding }),
        notice: "Saved. Now dial the code on your own telephone.",
      });
    case "verify":
      return makeChange(scope, {
        operation: "POST /phone-numbers/{id}/forwarding/verify",
        input,
        notice: "Waiting. Call your business number now.",
      });
    case "forget":
      return makeChange(scope, {
        operation: "PUT /phone-numbers/{id}/forwarding",
        input,
        body: { forwarding: null },
        notice: "Taken back. Dial the code that ends forwarding on your own telephone, too.",
      });
    default:
      throw data({ title: "Unknown action" }, { status: 400 });
  }
}
