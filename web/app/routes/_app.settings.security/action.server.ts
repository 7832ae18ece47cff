import {
  accountDeleteRequest,
  changeEmailRequest,
  passwordRequest,
  profilePatch,
  recoveryCodes,
  twoFactorConfirmRequest,
  twoFactorSetup,
} from "@callflex/contracts/api/auth";
import { data, type ActionFunctionArgs } from "@remix-run/node";
import { renderSVG } from "uqr";
import { formText } from "~/lib/form-text.ts";
import { makeChange, saveForm } from "~/lib/save-form.server.ts";
import type { FormAnswer } from "~/lib/form-answer.ts";
import { passwordForm } from "./forms.ts";

/** What an authenticator app is set up with; the picture holds the same as the text. */
export interface ShownSetup {
  qrCode: string;
  secret: string;
  recoveryCodes: string[];
}

/** Changes one's own account: name, address, password, second factor, sessions, and its end. */
export async function action(scope: ActionFunctionArgs): Promise<FormAnswer> {
  const form = await scope.request.formData();
  const intent = formText(form, "_intent");
  switch (intent) {
    case "profile":
      return saveForm(scope, form, { schema: profilePatch, operation: "PATCH /auth/me", notice: "Saved." });
    case "email":
      return saveForm(scope, form, {
        schema: changeEmailRequest,
        operation: "POST /auth/change-email",
        notice: `Open the link in the mail to ${formText(form, "email")}; until then your address stays.`,
        hide: ["password"],
      });
    case "password":
      return saveForm(scope, form, {
        schema: passwordForm,
        operation: "POST /auth/change-password",
        body: ({ currentPassword, newPassword }) => ({ currentPassword, newPassword }),
        notice: "Changed. Your other sessions were ended.",
        hide: ["currentPassword", "newPassword", "repeated"],
      });
    case "two-factor-on": {
      const answer = await saveForm(scope, form, {
        schema: passwordRequest,
        operation: "POST /auth/two-factor",
        answer: twoFactorSetup,
        hide: ["password"],
      });
      return { ...answer, value: answer.value && showSetup(answer.value) };
    }
    case "two-factor-confirm":
      return saveForm(scope, form, {
        schema: twoFactorConfirmRequest,
        operation: "POST /auth/two-factor/confirm",
        notice: "Two-factor sign-in is on.",
      });
    case "two-factor-off":
      return saveForm(scope, form, {
        schema: passwordRequest,
        operation: "DELETE /auth/two-factor",
        notice: "Two-factor sign-in is off.",
        hide: ["password"],
      });
    case "recovery-codes":
      return saveForm(scope, form, {
        schema: passwordRequest,
        operation: "POST /auth/two-factor/recovery-codes",
        answer: recoveryCodes,
        notice: "New codes. The ones before no longer work.",
        hide: ["password"],
      });
    case "end-session":
      return makeChange(scope, {
        operation: "DELETE /auth/sessions/{id}",
        input: { path: { id: formText(form, "sessionId") } },
        notice: "That session was ended.",
      });
    case "end-others":
      return makeChange(scope, { operation: "DELETE /auth/sessions", notice: "All other sessions were ended." });
    case "delete-account":
      return saveForm(scope, form, {
        schema: accountDeleteRequest,
        operation: "DELETE /auth/me",
        notice: "Your account will be deleted. Until then you can keep it.",
        hide: ["password"],
      });
    default:
      throw data({ title: "Unknown action" }, { status: 400 });
  }
}

function showSetup({ otpauthUri, recoveryCodes: codes }: { otpauthUri: string; recoveryCodes: string[] }): ShownSetup {
  return {
    qrCode: `data:image/svg+xml,${encodeURIComponent(renderSVG(otpauthUri, { ecc: "M", border: 2 }))}`,
    secret: new URL(otpauthUri).searchParams.get("secret") ?? "",
    recoveryCodes: codes,
  };
}
