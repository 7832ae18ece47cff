import { assistantDetail } from "@callflex/contracts/api/assistants";
import { data, redirect, type ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { makeChange } from "~/lib/save-form.server.ts";

/** Pauses, activates, syncs, copies and deletes the assistant. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const path = { id: scope.params.assistantId ?? "" };
  const header = { "X-Organization-Id": formText(form, "_organization") };
  const input = { path, header };
  switch (formText(form, "_intent")) {
    case "pause-assistant":
      return makeChange(scope, {
        operation: "POST /assistants/{id}/status",
        input,
        body: { status: "paused" },
        notice: "Paused. It takes no more calls.",
      });
    case "activate-assistant":
      return makeChange(scope, {
        operation: "POST /assistants/{id}/status",
        input,
        body: { status: "active" },
        notice: "Active. It takes the calls of its numbers.",
      });
    case "sync-assistant":
      return makeChange(scope, {
        operation: "POST /assistants/{id}/sync",
        input,
        notice: "On its way to the telephone.",
      });
    case "duplicate-assistant":
      return makeChange(scope, {
        operation: "POST /assistants/{id}/duplicate",
        input,
        body: {},
        answer: assistantDetail,
        notice: "Copied as a draft.",
      });
    case "delete-assistant": {
      const answer = await makeChange(scope, {
        operation: "DELETE /assistants/{id}",
        input: {
          path,
          query: { unassign: formText(form, "unassign") === "true" ? "true" : "false" },
          header: { ...header, "If-Match": `"${formText(form, "version")}"` },
        },
      });
      return answer.ok ? redirect("/assistants") : answer;
    }
    default:
      throw data({ title: "Unknown action" }, { status: 400 });
  }
}
