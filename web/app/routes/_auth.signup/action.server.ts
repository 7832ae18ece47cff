import { signUpRequest } from "@callflex/contracts/api/auth";
import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { passCookies } from "~/lib/api.server.ts";
import { sendAuthForm } from "~/lib/auth-form.server.ts";
import { safeNext } from "~/lib/safe-next.ts";

/** Creates the account and its organization at the API; the new session's cookies go on to the browser. */
export async function action(scope: ActionFunctionArgs) {
  return sendAuthForm(scope, {
    schema: signUpRequest,
    path: "/auth/signup",
    form: await scope.request.formData(),
    done: (response) =>
      redirect(safeNext(new URL(scope.request.url).searchParams.get("next")), { headers: passCookies(response) }),
  });
}
