import { phoneNumber } from "@callflex/contracts/api/phone-numbers";
import { data, type ActionFunctionArgs } from "@remix-run/node";
import { buyForm, buyRequest } from "~/components/numbers/buy-form.ts";
import { formText } from "~/lib/form-text.ts";
import { saveForm } from "~/lib/save-form.server.ts";

/** Buys the number that was chosen; the rest goes on by itself and is followed on the number's page. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  if (formText(form, "_intent") !== "buy") throw data({ title: "Unknown action" }, { status: 400 });
  return saveForm(scope, form, {
    schema: buyForm,
    operation: "POST /phone-numbers",
    input: { header: { "X-Organization-Id": formText(form, "_organization") } },
    body: buyRequest,
    answer: phoneNumber,
  });
}
