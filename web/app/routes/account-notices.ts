import { data, redirect, type ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { makeChange } from "~/lib/save-form.server.ts";

export { clientAction } from "~/lib/client-action.ts";

/** What the banners above every page offer. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  switch (formText(form, "_intent")) {
    case "resend":
      return makeChange(scope, {
        operation: "POST /auth/confirm-email/resend",
        notice: "Sent. Look into your inbox, and into the spam folder too.",
      });
    case "keep-account":
      return makeChange(scope, { operation: "POST /auth/me/keep", notice: "Your account stays." });
    case "keep-organization":
      return makeChange(scope, {
        operation: "POST /organizations/{organizationId}/keep",
        input: { path: { organizationId: formText(form, "_organization") } },
        notice: "The organization stays.",
      });
    default:
      throw data({ title: "Unknown action" }, { status: 400 });
  }
}

export function loader() {
  return redirect("/");
}
