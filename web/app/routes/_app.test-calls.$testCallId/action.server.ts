import { data, type ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { makeChange } from "~/lib/save-form.server.ts";

/** Says something in a conversation, and ends it. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const header = { "X-Organization-Id": formText(form, "_organization") };
  const input = { path: { id: scope.params.testCallId ?? "" }, header };
  switch (formText(form, "_intent")) {
    case "say":
      return makeChange(scope, {
        operation: "POST /test-calls/{id}/say",
        input,
        body: { text: formText(form, "text") },
      });
    case "end":
      return makeChange(scope, { operation: "POST /test-calls/{id}/end", input });
    default:
      throw data({ title: "Unknown action" }, { status: 400 });
  }
}
