import { assistantDetail } from "@callflex/contracts/api/assistants";
import { newAssistantContent } from "@callflex/contracts/assistant";
import { data, redirect, type ActionFunctionArgs } from "@remix-run/node";
import { USUAL_WHEN } from "~/components/assistants/content/content-input.ts";
import { ApiProblem, readApi } from "~/lib/api.server.ts";
import { formText } from "~/lib/form-text.ts";

/** It can take a message from the start, since every assistant should. */
const EMPTY = newAssistantContent.parse({
  name: "New assistant",
  functions: [{ type: "takeMessage", when: USUAL_WHEN.takeMessage }],
});

/** Makes an empty draft and leads to the builder. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  try {
    const { id } = await readApi(scope, "POST /assistants", assistantDetail, {
      header: { "X-Organization-Id": formText(form, "_organization") },
      body: { content: EMPTY, status: "draft" },
    });
    return redirect(`/assistants/build/${id}`);
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    throw data(error.problem, { status: error.problem.status });
  }
}
