import { data, type ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { makeChange, saveForm } from "~/lib/save-form.server.ts";
import { testForm } from "./test-form.ts";

/** Adds, changes, deletes and runs an assistant's tests. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const header = { "X-Organization-Id": formText(form, "_organization") };
  const id = scope.params.assistantId ?? "";
  const ofAssistant = { path: { id }, header };
  const ofTest = { path: { id, testId: formText(form, "_test") }, header };
  const intent = formText(form, "_intent");
  if (intent.startsWith("edit-test")) {
    return saveForm(scope, form, {
      schema: testForm,
      operation: "PATCH /assistants/{id}/tests/{testId}",
      input: ofTest,
      notice: "Saved. Run the tests to see whether it holds.",
    });
  }
  switch (intent) {
    case "add-test":
      return saveForm(scope, form, {
        schema: testForm,
        operation: "POST /assistants/{id}/tests",
        input: ofAssistant,
        notice: "Added. Run the tests to see whether it holds.",
      });
    case "delete-test":
      return makeChange(scope, {
        operation: "DELETE /assistants/{id}/tests/{testId}",
        input: ofTest,
        notice: "Deleted.",
      });
    case "run-tests":
      return makeChange(scope, { operation: "POST /assistants/{id}/test", input: ofAssistant });
    default:
      throw data({ title: "Unknown action" }, { status: 400 });
  }
}
