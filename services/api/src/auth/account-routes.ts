import {
  accountDeleteRequest,
  accountDeletion,
  accountExport,
  me,
  profilePatch,
  signInOptions,
} from "@callflex/contracts/api/auth";
import { auditLog, auditLogQuery } from "@callflex/contracts/api/audit-log";
import { withActor } from "@callflex/db/prisma";
import { exportAccount } from "@callflex/domain/accounts/export-account";
import { keepAccount } from "@callflex/domain/accounts/keep-account";
import { listAccountAudit } from "@callflex/domain/accounts/list-account-audit";
import { requestAccountDeletion } from "@callflex/domain/accounts/request-account-deletion";
import { updateProfile } from "@callflex/domain/accounts/update-profile";
import { HttpProblem } from "../http/problem.ts";
import { requestOrigin } from "../http/request-origin.ts";
import { definePublicRoute, defineUserRoute, type Route } from "../http/route.ts";
import { webLink } from "./account-mail.ts";
import { inAuthTransaction } from "./auth-transaction.ts";
import { checkPassword, requireSession } from "./check-password.ts";
import type { AuthDeps } from "./routes.ts";
import { readMe } from "./session-answer.ts";

/** A person's own account: name, export, log, end. */
export function accountRoutes(deps: AuthDeps): Route[] {
  const { auth, authDb, appDb, authLimits, encryptionKeys, publicWebUrl } = deps;
  return [
    definePublicRoute({
      method: "get",
      path: "/auth/options",
      operationId: "getSignInOptions",
      tag: "auth",
      summary: "The ways to sign in beside the password",
      success: { status: 200, description: "What this installation offers", schema: signInOptions },
      handler: async () => ({ body: { google: deps.google !== null } }),
    }),
    defineUserRoute({
      method: "patch",
      path: "/auth/me",
      operationId: "updateMe",
      tag: "auth",
      summary: "Change one's own name",
      body: profilePatch,
      success: { status: 200, description: "The user", schema: me },
      async handler({ body, caller, req }) {
        requireSession(caller);
        const { userId, activeOrganizationId } = caller;
        const input = { userId, name: body.name, request: requestOrigin(req) };
        await inAuthTransaction(auth, (tx) => updateProfile(tx, input));
        return { body: await readMe(appDb, userId, activeOrganizationId) };
      },
    }),
    defineUserRoute({
      method: "delete",
      path: "/auth/me",
      operationId: "deleteMe",
      tag: "auth",
      summary: "Ask for one's own account to be deleted",
      description:
        "It is deleted after seven days; until then signing in works, and POST /auth/me/keep takes it back. Refused while an organization would be left without an owner.",
      body: accountDeleteRequest,
      success: { status: 202, description: "When the account will be deleted", schema: accountDeletion },
      problems: [409],
      async handler({ body, caller, req }) {
        const { userId } = caller;
        await checkPassword({ auth, limit: authLimits.password }, caller, body.password);
        const deleteAfter = await inAuthTransaction(auth, async (tx) => {
          const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
          if (email.toLowerCase() !== body.confirmEmail.toLowerCase()) {
            throw new HttpProblem("invalid", "Type the address of the account that you want to delete.", {
              errors: [{ pointer: "/confirmEmail", message: "isn't the address of this account" }],
            });
          }
          const link = webLink(publicWebUrl, "/settings/security");
          return requestAccountDeletion(tx, { userId, encryptionKeys, link, request: requestOrigin(req) });
        });
        return { body: { deleteAfter: deleteAfter.toISOString() } };
      },
    }),
    defineUserRoute({
      method: "post",
      path: "/auth/me/keep",
      operationId: "keepMe",
      tag: "auth",
      summary: "Take the deletion of one's account back",
      success: { status: 200, description: "The user", schema: me },
      async handler({ caller, req }) {
        requireSession(caller);
        const { userId, activeOrganizationId } = caller;
        await inAuthTransaction(auth, (tx) => keepAccount(tx, { userId, request: requestOrigin(req) }));
        return { body: await readMe(appDb, userId, activeOrganizationId) };
      },
    }),
    defineUserRoute({
      method: "get",
      path: "/auth/me/export",
      operationId: "exportMe",
      tag: "auth",
      summary: "Everything that is kept of oneself",
      success: {
        status: 200,
        description: "The data, as a file",
        schema: accountExport,
        headers: { "Content-Disposition": "Makes browsers save it" },
      },
      async handler({ caller }) {
        requireSession(caller);
        return {
          body: await exportAccount({ appDb, authDb }, caller),
          headers: { "Content-Disposition": 'attachment; filename="callflex-account.json"' },
        };
      },
    }),
    defineUserRoute({
      method: "get",
      path: "/auth/me/audit-log",
      operationId: "listMyAuditLog",
      tag: "auth",
      summary: "What was done to one's own account, newest first",
      query: auditLogQuery,
      success: { status: 200, description: "A page of the log", schema: auditLog },
      async handler({ caller, query }) {
        const { userId } = caller;
        return { body: await withActor(appDb, { userId }, (tx) => listAccountAudit(tx, { userId, query })) };
      },
    }),
  ];
}
