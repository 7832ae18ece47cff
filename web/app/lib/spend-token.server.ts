import { mailTokenRequest } from "@callflex/contracts/api/auth";
import { data, type ActionFunctionArgs } from "@remix-run/node";
import { ApiProblem, callApi, readProblem } from "./api.server.ts";
import { formText } from "./form-text.ts";
import { problemWords } from "./problem-words.ts";

/** How a mail's link went. `over`: used already, or too old. `refused`: something else stands against it, said in words. */
export type TokenOutcome = { state: "done" } | { state: "over" } | { state: "refused"; words: string };

/**
 * Uses the secret of a mail's link.
 *
 * @param operation of the API that takes it
 */
export async function spendToken(
  scope: ActionFunctionArgs,
  operation: "POST /auth/confirm-email" | "POST /auth/confirm-new-email",
) {
  const body = mailTokenRequest.safeParse({ token: formText(await scope.request.formData(), "token") });
  if (!body.success) return outcome({ state: "over" }, 400);
  try {
    const response = await callApi(scope, operation, { body: body.data });
    if (!response.ok) throw await readProblem(response, scope.context.requestId);
    return outcome({ state: "done" }, 200);
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const { problem } = error;
    const isOver = [400, 404, 410, 422].includes(problem.status);
    return outcome(isOver ? { state: "over" } : { state: "refused", words: problemWords(problem) }, problem.status);
  }
}

function outcome(found: TokenOutcome, status: number) {
  return data(found, { status });
}
