import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { callApi } from "~/lib/api.server.ts";
import { formText } from "~/lib/form-text.ts";
import { safeNext } from "~/lib/safe-next.ts";

/** Ends the session and leads to the sign-in page, or to the page that asked for it. */
export async function action(scope: ActionFunctionArgs) {
  const next = safeNext(formText(await scope.request.formData(), "next"));
  await callApi(scope, "POST /auth/signout");
  return redirect(next === "/" ? "/login" : next);
}

export function loader() {
  return redirect("/");
}
