import { data, redirect, type ActionFunctionArgs } from "@remix-run/node";
import { callApi, readProblem } from "~/lib/api.server.ts";
import { formText } from "~/lib/form-text.ts";
import { safeNext } from "~/lib/safe-next.ts";

/** Looks at another of the visitor's organizations from now on. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const body = { organizationId: formText(form, "organizationId") };
  const response = await callApi(scope, "POST /auth/active-organization", { body });
  if (!response.ok) {
    const { problem } = await readProblem(response, scope.context.requestId);
    throw data(problem, { status: problem.status });
  }
  return redirect(safeNext(formText(form, "next")));
}

export function loader() {
  return redirect("/");
}
