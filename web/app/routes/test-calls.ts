import { phoneNumberList } from "@callflex/contracts/api/phone-numbers";
import { testCall } from "@callflex/contracts/api/test-calls";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { callMeForm, callMeRequest } from "~/components/test-calls/test-call-form.ts";
import type { TestChoices } from "~/components/test-calls/test-choices.ts";
import { loadApi } from "~/lib/api.server.ts";
import { formText } from "~/lib/form-text.ts";
import { makeChange, saveForm } from "~/lib/save-form.server.ts";

/** What can be tried, for the window that offers it. */
export async function loader(scope: LoaderFunctionArgs): Promise<TestChoices> {
  const { data: all } = await loadApi(scope, "GET /phone-numbers", phoneNumberList, { query: { limit: 100 } });
  const numbers = all.filter(({ state }) => state === "active");
  const byId = new Map(numbers.flatMap(({ assistant }) => (assistant ? [[assistant.id, assistant] as const] : [])));
  const assistants = [...byId.values()].map(({ id, name }) => ({ id, name }));
  return {
    assistants,
    numbers: numbers.map(({ id, e164, label, assistant }) => ({ id, e164, label, assistant })),
    refusal: assistants.length === 0 ? "No assistant answers yet. Make one and publish it, then try it here." : null,
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
