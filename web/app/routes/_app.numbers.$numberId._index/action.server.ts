import { data, type ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { makeChange, saveForm } from "~/lib/save-form.server.ts";
import { answerForm, answerRequest } from "./answer-form.ts";

/** Changes who answers a number, tries to set it up again, or gives it back. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const path = { id: scope.params.numberId ?? "" };
  const header = { "X-Organization-Id": formText(form, "_organization") };
  switch (formText(form, "_intent")) {
    case "answer":
      return saveForm(scope, form, {
        schema: answerForm,
        operation: "PATCH /phone-numbers/{id}",
        input: { path, header },
        body: answerRequest,
        notice: "Saved. It holds from the next call on.",
      });
    case "retry":
      return makeChange(scope, {
        operation: "POST /phone-numbers/{id}/retry",
        input: { path, header },
        notice: "It is tried again.",
      });
    case "texting":
      return makeChange(scope, {
        operation: "POST /phone-numbers/{id}/texting/confirm",
        input: { path, header },
        notice: "Texts go out again. If the carriers refuse one, mails tell instead.",
      });
    case "release":
      return makeChange(scope, {
        operation: "DELETE /phone-numbers/{id}",
        input: { path, header },
        notice: "The number is being released.",
      });
    default:
      throw data({ title: "Unknown action" }, { status: 400 });
  }
}
