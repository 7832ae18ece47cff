import { reprocessAccepted } from "@callflex/contracts/api/calls";
import type { ActionFunctionArgs } from "@remix-run/node";
import { ApiProblem, readApi } from "~/lib/api.server.ts";

/**
 * Asks for the call's processing to be run again.
 *
 * @returns whether it will, in words
 */
export async function action(scope: ActionFunctionArgs) {
  const key = (await scope.request.formData()).get("key");
  const path = `/calls/${encodeURIComponent(scope.params.callId ?? "")}/reprocess`;
  try {
    await readApi(scope, path, reprocessAccepted, {
      method: "POST",
      // A second click on the same button is the same wish.
      headers: typeof key === "string" && key ? { "idempotency-key": key } : {},
    });
    return { ok: true, text: "The call is being processed again.", at: Date.now() };
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return { ok: false, text: error.problem.detail ?? error.problem.title, at: Date.now() };
  }
}
