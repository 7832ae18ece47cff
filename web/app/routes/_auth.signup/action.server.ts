import { signUpRequest } from "@callflex/contracts/api/auth";
import { parseForm } from "~/lib/parse-form.ts";
import { data, redirect, type ActionFunctionArgs } from "@remix-run/node";
import { ApiProblem, callApi, passCookies, readProblem } from "~/lib/api.server.ts";
import { fieldErrors } from "~/lib/form-problem.ts";
import { safeNext } from "~/lib/safe-next.ts";

/** Creates the account and its organization at the API; the new session's cookies go on to the browser. */
export async function action({ request, context }: ActionFunctionArgs) {
  const submission = parseForm(await request.formData(), signUpRequest);
  const refuse = (status: number, errors?: Record<string, string[]>) =>
    data(submission.reply({ fieldErrors: errors, hideFields: ["password"] }), { status });
  if (submission.status !== "success") return refuse(400);
  try {
    const response = await callApi({ request, context }, "/auth/signup", { method: "POST", body: submission.value });
    if (!response.ok) throw await readProblem(response, context.requestId);
    return redirect(safeNext(new URL(request.url).searchParams.get("next")), { headers: passCookies(response) });
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return refuse(error.problem.status, signUpErrors(error));
  }
}

function signUpErrors({ problem }: ApiProblem): Record<string, string[]> {
  if (problem.status === 429) return { "": ["Too many tries. Wait a minute, then try again."] };
  if (problem.status >= 500) return { "": ["CallFlex is not reachable right now. Try again in a moment."] };
  return fieldErrors(problem);
}
