import { assistantList } from "@callflex/contracts/api/assistants";
import { phoneNumberList } from "@callflex/contracts/api/phone-numbers";
import { testCall } from "@callflex/contracts/api/test-calls";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { callMeForm, callMeRequest } from "~/components/test-calls/test-call-form.ts";
import type { TestChoices } from "~/components/test-calls/test-choices.ts";
import { loadApi } from "~/lib/api.server.ts";
import { formText } from "~/lib/form-text.ts";
import { makeChange, saveForm } from "~/lib/save-form.server.ts";

export { clientAction } from "~/lib/client-action.ts";

/** What can be tried, for the window that offers it. */
export async function loader(scope: LoaderFunctionArgs): Promise<TestChoices> {
  const [{ data: active }, { data: all }] = await Promise.all([
    loadApi(scope, "GET /assistants", assistantList, { query: { limit: 100, status: "active" } }),
    loadApi(scope, "GET /phone-numbers", phoneNumberList, { query: { limit: 100 } }),
  ]);
  const numbers = all.filter(({ state }) => state === "active");
  return {
    assistants: active.map(({ id, name }) => ({ id, name })),
    numbers: numbers.map(({ id, e164, label, assistant }) => ({ id, e164, label, assistant })),
    refusal: active.length === 0 ? "No assistant is active yet. Make one and activate it, then try it here." : null,
  };
}

/** Asks for test calls. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const header = { "X-Organization-Id": formText(form, "_organization") };
  switch (formText(form, "_intent")) {
    case "call-me":
      return saveForm(scope, form, {
        schema: callMeForm,
        operation: "POST /test-calls",
        input: { header },
        body: callMeRequest,
        answer: testCall,
      });
    case "talk-here":
      return makeChange(scope, {
        operation: "POST /test-calls",
        input: { header: { ...header, "Idempotency-Key": formText(form, "_key") } },
        body: { kind: "web", assistantId: formText(form, "assistantId") },
        answer: testCall,
      });
    default:
      throw data({ title: "Unknown action" }, { status: 400 });
  }
}
