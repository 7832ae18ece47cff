import { changeEmailRequest, mailTokenRequest } from "@callflex/contracts/api/auth";
import { auditAccount } from "@callflex/domain/accounts/audit-account";
import { HttpProblem } from "../http/problem.ts";
import { takeOne } from "../http/rate-limits.ts";
import { requestOrigin } from "../http/request-origin.ts";
import { definePublicRoute, defineUserRoute, type Route } from "../http/route.ts";
import { sendTokenMail } from "./account-mail.ts";
import { inAuthTransaction } from "./auth-transaction.ts";
import { checkPassword } from "./check-password.ts";
import { confirmEmail, confirmNewEmail } from "./confirm-email.ts";
import type { AuthDeps } from "./routes.ts";

/** Confirming the address, and changing it. */
export function emailRoutes(deps: AuthDeps): Route[] {
  const { auth, authLimits } = deps;
  return [
    definePublicRoute({
      method: "post",
      path: "/auth/confirm-email",
      operationId: "confirmEmail",
      tag: "auth",
      summary: "Confirm the address with the mail's link",
      body: mailTokenRequest,
      success: { status: 204, description: "The address is confirmed" },
      problems: [404],
      async handler({ body, req }) {
        await confirmEmail(auth, { token: body.token, request: requestOrigin(req) });
        return { body: undefined };
      },
    }),
    defineUserRoute({
      method: "post",
      path: "/auth/confirm-email/resend",
      operationId: "resendConfirmEmail",
      tag: "auth",
      summary: "Send the mail again that asks to confirm the address",
      description: "At most five mails an hour. Links sent before still work.",
      success: { status: 202, description: "The mail is on its way" },
      problems: [409],
      async handler({ caller, req }) {
        const request = requestOrigin(req);
        await inAuthTransaction(auth, async (tx) => {
          const user = await tx.user.findUniqueOrThrow({ where: { id: caller.userId } });
          if (user.emailVerified) throw new HttpProblem("conflict", "The address is confirmed already.");
          await takeOne(authLimits.mailTo, user.email.toLowerCase());
          const { ipAddress } = request;
          await sendTokenMail(tx, deps, { purpose: "confirm-email", user, to: user.email, ipAddress });
        });
        return { body: undefined };
      },
    }),
    defineUserRoute({
      method: "post",
      path: "/auth/change-email",
      operationId: "changeEmail",
      tag: "auth",
      summary: "Ask for another e-mail address",
      description:
        "The new address gets a link that has to be used within 24 hours; until then the old one holds. Sessions stay.",
      body: changeEmailRequest,
      success: { status: 202, description: "A mail is on its way to the new address" },
      problems: [409],
      async handler({ body, caller, req }) {
        await checkPassword({ auth, limit: authLimits.password }, caller, body.password);
        const request = requestOrigin(req);
        const email = body.email.toLowerCase();
        await inAuthTransaction(auth, async (tx) => {
          const user = await tx.user.findUniqueOrThrow({ where: { id: caller.userId } });
          if (user.email.toLowerCase() === email) throw new HttpProblem("conflict", "That is your address already.");
          await takeOne(authLimits.mailTo, caller.userId);
          await takeOne(authLimits.mailTo, email);
          const { ipAddress } = request;
          await sendTokenMail(tx, deps, { purpose: "confirm-new-email", user, to: email, ipAddress });
          await auditAccount(tx, user.id, { action: "account.email_change_requested", after: { email }, request });
        });
        return { body: undefined };
      },
    }),
    definePublicRoute({
      method: "post",
      path: "/auth/confirm-new-email",
      operationId: "confirmNewEmail",
      tag: "auth",
      summary: "Take the new address with the mail's link",
      description: "The old address is told. Sign in with the new one from now on.",
      body: mailTokenRequest,
      success: { status: 204, description: "The account has the new address" },
      problems: [404, 409],
      async handler({ body, req }) {
        await confirmNewEmail(deps, { token: body.token, request: requestOrigin(req) });
        return { body: undefined };
      },
    }),
  ];
}
