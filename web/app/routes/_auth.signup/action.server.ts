import { signUpRequest } from "@callflex/contracts/api/auth";
import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { sendAuthForm } from "~/lib/auth-form.server.ts";
import { safeNext } from "~/lib/safe-next.ts";

/** Creates the account and its organization at the API, which signs in at once; from there it is set up step by step. */
export async function action(scope: ActionFunctionArgs) {
  return sendAuthForm(scope, {
    schema: signUpRequest,
    operation: "POST /auth/signup",
    form: await scope.request.formData(),
    done: () => redirect(safeNext(new URL(scope.request.url).searchParams.get("next") ?? "/onboarding")),
  });
}
