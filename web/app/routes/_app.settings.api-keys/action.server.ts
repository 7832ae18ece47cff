import { apiKeyCreated } from "@callflex/contracts/api/api-keys";
import { data, type ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { makeChange, saveForm } from "~/lib/save-form.server.ts";
import { keyForm, keyRequest } from "./key-form.ts";

/** Makes and revokes API keys. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const header = { "X-Organization-Id": formText(form, "_organization") };
  switch (formText(form, "_intent")) {
    case "create-key":
      return saveForm(scope, form, {
        schema: keyForm,
        operation: "POST /api-keys",
        input: { header },
        body: (value) => keyRequest(value, Date.now()),
        answer: apiKeyCreated,
      });
    case "revoke-key":
      return makeChange(scope, {
        operation: "DELETE /api-keys/{id}",
        input: { path: { id: formText(form, "keyId") }, header },
        notice: "Revoked. Requests with it are refused from now on.",
      });
    default:
      throw data({ title: "Unknown action" }, { status: 400 });
  }
}
