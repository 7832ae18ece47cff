import { invitationCreateRequest, memberPatch } from "@callflex/contracts/api/members";
import { data, type ActionFunctionArgs } from "@remix-run/node";
import { formText } from "~/lib/form-text.ts";
import { makeChange, saveForm } from "~/lib/save-form.server.ts";

/** Invites, changes roles, removes people, sends invitations again and takes them back. */
export async function action(scope: ActionFunctionArgs) {
  const form = await scope.request.formData();
  const organizationId = formText(form, "_organization");
  switch (formText(form, "_intent")) {
    case "invite":
      return saveForm(scope, form, {
        schema: invitationCreateRequest,
        operation: "POST /organizations/{organizationId}/members",
        input: { path: { organizationId } },
        notice: `Invited. The mail is on its way to ${formText(form, "email")}.`,
      });
    case "role": {
      const patch = memberPatch.safeParse({ role: formText(form, "role") });
      if (!patch.success) throw data({ title: "Unknown role" }, { status: 400 });
      return makeChange(scope, {
        operation: "PATCH /organizations/{organizationId}/members/{userId}",
        input: { path: { organizationId, userId: formText(form, "userId") } },
        body: patch.data,
        notice: `${formText(form, "name")} is ${patch.data.role} now.`,
      });
    }
    case "remove":
      return makeChange(scope, {
        operation: "DELETE /organizations/{organizationId}/members/{userId}",
        input: { path: { organizationId, userId: formText(form, "userId") } },
        notice: `${formText(form, "name")} was removed.`,
      });
    case "resend":
      return makeChange(scope, {
        operation: "POST /organizations/{organizationId}/invitations/{invitationId}/resend",
        input: { path: { organizationId, invitationId: formText(form, "invitationId") } },
        notice: "Sent again. The link in the mail before no longer works.",
      });
    case "revoke":
      return makeChange(scope, {
        operation: "DELETE /organizations/{organizationId}/invitations/{invitationId}",
        input: { path: { organizationId, invitationId: formText(form, "invitationId") } },
        notice: "The invitation was taken back.",
      });
    default:
      throw data({ title: "Unknown action" }, { status: 400 });
  }
}
