import { signInAnswer, signInRequest } from "@callflex/contracts/api/auth";
import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { sendAuthForm } from "~/lib/auth-form.server.ts";
import { safeNext } from "~/lib/safe-next.ts";

/** Signs in at the API and leads to the page that was asked for, or to the second step. */
export async function action(scope: ActionFunctionArgs) {
  return sendAuthForm(scope, {
    schema: signInRequest,
    operation: "POST /auth/signin",
    form: await scope.request.formData(),
    explain: ({ status }) => (status === 401 ? "That e-mail and password don't match." : undefined),
    done: async (response) => {
      const next = safeNext(new URL(scope.request.url).searchParams.get("next"));
      const { state } = signInAnswer.parse(await response.json());
      const second = next === "/" ? "/login/two-factor" : `/login/two-factor?next=${encodeURIComponent(next)}`;
      return redirect(state === "two_factor_required" ? second : next);
    },
  });
}
