import { data, type ActionFunctionArgs } from "@remix-run/node";
import type { FormAnswer } from "~/lib/form-answer.ts";
import { formText } from "~/lib/form-text.ts";
import { makeChange, saveForm } from "~/lib/save-form.server.ts";
import { mediaTypeOf, pageForm, textForm, whyNotUpload } from "./knowledge-forms.ts";

const POST = "POST /assistants/{id}/knowledge";

/** Adds, changes, deletes what an assistant knows, and has it read again. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const header = { "X-Organization-Id": formText(form, "_organization") };
  const id = scope.params.assistantId ?? "";
  const ofAssistant = { path: { id }, header };
  const ofEntry = { path: { id, entryId: formText(form, "_entry") }, header };
  const intent = formText(form, "_intent");
  if (intent.startsWith("edit-entry")) {
    return saveForm(scope, form, {
      schema: textForm,
      operation: "PATCH /assistants/{id}/knowledge/{entryId}",
      input: ofEntry,
      notice: "Saved.",
    });
  }
  switch (intent) {
    case "add-text":
      return saveForm(scope, form, {
        schema: textForm,
        operation: POST,
        input: ofAssistant,
        body: (value) => ({ kind: "text", ...value }),
        notice: "Added.",
      });
    case "add-page":
      return saveForm(scope, form, {
        schema: pageForm,
        operation: POST,
        input: ofAssistant,
        body: ({ url }) => ({ kind: "url", url }),
        notice: "The page is being read.",
      });
    case "add-files":
      return addFiles(scope, form, ofAssistant);
    case "read-entry":
      return makeChange(scope, {
        operation: "POST /assistants/{id}/knowledge/{entryId}/read",
        input: ofEntry,
        notice: "It is being read.",
      });
    case "delete-entry":
      return makeChange(scope, {
        operation: "DELETE /assistants/{id}/knowledge/{entryId}",
        input: ofEntry,
        notice: "Deleted. The assistant doesn't know it any more.",
      });
    default:
      throw data({ title: "Unknown action" }, { status: 400 });
  }
}

/** Uploads files one after the other; the first that can't be taken ends it. */
async function addFiles(
  scope: ActionFunctionArgs,
  form: FormData,
  input: { path: { id: string }; header: { "X-Organization-Id": string } },
): Promise<FormAnswer> {
  const files = form.getAll("files").filter((file): file is File => file instanceof File && file.name !== "");
  const refusal = files.length === 0 ? "Choose a file first." : files.map(whyNotUpload).find((why) => why !== null);
  if (refusal)
    return {
      ok: false,
      at: Date.now(),
      result: null,
      notice: refusal,
      conflict: false,
      unreachable: false,
      value: null,
    };
  for (const file of files) {
    const bytes = Buffer.from(await file.arrayBuffer());
    const answer = await makeChange(scope, {
      operation: POST,
      input,
      body: {
        kind: "document",
        fileName: file.name.slice(-200),
        mediaType: mediaTypeOf(file.name) ?? "text/plain",
        data: bytes.toString("base64"),
      },
    });
    if (!answer.ok) return answer;
  }
  const notice = files.length === 1 ? "The file is being read." : `${files.length} files are being read.`;
  return { ok: true, at: Date.now(), result: null, notice, conflict: false, unreachable: false, value: null };
}
