import { rotationAccepted } from "@callflex/contracts/api/vapi-credentials";
import { data, type ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { makeChange } from "~/lib/save-form.server.ts";

/** Changes the webhook key. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  if (formText(form, "_intent") !== "rotate-key") throw data({ title: "Unknown action" }, { status: 400 });
  const header = {
    "X-Organization-Id": formText(form, "_organization"),
    "Idempotency-Key": formText(form, "key"),
  };
  return makeChange(scope, { operation: "POST /vapi-credentials/rotate", input: { header }, answer: rotationAccepted });
}
