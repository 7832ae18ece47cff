import { invitedSignUpRequest } from "@callflex/contracts/api/auth";
import { invitationAcceptance, invitationTokenRequest } from "@callflex/contracts/api/members";
import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { callApi } from "~/lib/api.server.ts";
import { sendAuthForm } from "~/lib/auth-form.server.ts";

/** Joins as who is signed in, or with a new account; both end in the organization that invited. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  if (form.has("password")) {
    return sendAuthForm(scope, {
      schema: invitedSignUpRequest,
      operation: "POST /auth/signup/invited",
      form,
      done: () => redirect("/"),
    });
  }
  return sendAuthForm(scope, {
    schema: invitationTokenRequest,
    operation: "POST /invitations/accept",
    form,
    done: async (response) => {
      const { organizationId } = invitationAcceptance.parse(await response.json());
      await callApi(scope, "POST /auth/active-organization", { body: { organizationId } });
      return redirect("/");
    },
  });
}
