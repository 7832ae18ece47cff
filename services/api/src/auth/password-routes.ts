import { changePasswordRequest, forgotPasswordRequest, resetPasswordRequest } from "@callflex/contracts/api/auth";
import { auditAccount } from "@callflex/domain/accounts/audit-account";
import { HttpProblem } from "../http/problem.ts";
import { takeOne } from "../http/rate-limits.ts";
import { requestOrigin } from "../http/request-origin.ts";
import { definePublicRoute, defineUserRoute, type Route } from "../http/route.ts";
import { sendTokenMail } from "./account-mail.ts";
import { inAuthTransaction } from "./auth-transaction.ts";
import { checkPassword } from "./check-password.ts";
import { evenAnswer } from "./even-answer.ts";
import type { AuthDeps } from "./routes.ts";
import { changePassword, resetPassword } from "./set-password.ts";

/** Whether the mailbox gets another mail; who asks isn't told. */
async function mayMail(limit: AuthDeps["authLimits"]["mailTo"], email: string): Promise<boolean> {
  return takeOne(limit, email.toLowerCase()).then(
    () => true,
    (error: unknown) => {
      if (error instanceof HttpProblem) return false;
      throw error;
    },
  );
}

/** Forgotten, reset and changed passwords. */
export function passwordRoutes(deps: AuthDeps): Route[] {
  const { auth, authDb, authLimits, signInGuard } = deps;
  return [
    definePublicRoute({
      method: "post",
      path: "/auth/forgot-password",
      operationId: "forgotPassword",
      tag: "auth",
      summary: "Ask for a link to set a new password",
      description:
        "The answer is the same, and comes as late, whether the address has an account or not. The link works once, for one hour. One mailbox gets at most five such mails an hour.",
      body: forgotPasswordRequest,
      success: { status: 202, description: "If the address has an account, a mail is on its way" },
      async handler({ body, req }) {
        await takeOne(authLimits.mailFrom, req.ip ?? "unknown");
        await evenAnswer(async () => {
          if (!(await mayMail(authLimits.mailTo, body.email))) return;
          const user = await authDb.user.findUnique({ where: { email: body.email } });
          if (!user) return;
          const request = requestOrigin(req);
          await inAuthTransaction(auth, async (tx) => {
            await sendTokenMail(tx, deps, {
              purpose: "reset-password",
              user,
              to: user.email,
              ipAddress: request.ipAddress,
            });
            await auditAccount(tx, user.id, { action: "account.password_reset_requested", request });
          });
        });
        return { body: undefined };
      },
    }),
    definePublicRoute({
      method: "post",
      path: "/auth/reset-password",
      operationId: "resetPassword",
      tag: "auth",
      summary: "Set a new password with the mail's link",
      description: "Ends every session of the account. Sign in with the new password afterwards.",
      body: resetPasswordRequest,
      success: { status: 204, description: "The new password holds" },
      problems: [404],
      async handler({ body, req }) {
        const email = await resetPassword(deps, { ...body, request: requestOrigin(req) });
        await signInGuard.forgive(email);
        return { body: undefined };
      },
    }),
    defineUserRoute({
      method: "post",
      path: "/auth/change-password",
      operationId: "changePassword",
      tag: "auth",
      summary: "Change the password",
      description: "Ends all other sessions. A mail tells the owner.",
      body: changePasswordRequest,
      success: { status: 204, description: "The new password holds" },
      problems: [409],
      async handler({ body, caller, req }) {
        const { currentPassword, newPassword: password } = body;
        await checkPassword({ auth, limit: authLimits.password }, caller, currentPassword, "currentPassword");
        const { userId, sessionId } = caller;
        await changePassword(deps, { userId, sessionId, password, request: requestOrigin(req) });
        return { body: undefined };
      },
    }),
  ];
}
