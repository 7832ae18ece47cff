import { reprocessAccepted } from "@callflex/contracts/api/calls";
import type { ActionFunctionArgs } from "@remix-run/node";
import { ApiProblem, readApi } from "~/lib/api.server.ts";
import { isPassing, problemWords } from "~/lib/problem-words.ts";

/**
 * Asks for the call's processing to be run again.
 *
 * @returns whether it will, in words
 */
export async function action(scope: ActionFunctionArgs) {
  const key = (await scope.request.formData()).get("key");
  try {
    await readApi(scope, "POST /calls/{id}/reprocess", reprocessAccepted, {
      path: { id: scope.params.callId ?? "" },
      // A second click on the same button is the same wish.
      header: typeof key === "string" && key ? { "Idempotency-Key": key } : {},
    });
    return { ok: true, text: "The call is being processed again.", at: Date.now() };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return { ok: false, unreachable: isPassing(error.problem), text: problemWords(error.problem), at: Date.now() };
  }
}
