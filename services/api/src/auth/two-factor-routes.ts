import { passwordRequest, recoveryCodes, twoFactorConfirmRequest, twoFactorSetup } from "@callflex/contracts/api/auth";
import type { PrismaTx } from "@callflex/db/prisma";
import { auditAccount } from "@callflex/domain/accounts/audit-account";
import { enqueueAccountMail } from "@callflex/domain/accounts/enqueue-account-mail";
import type { RequestOrigin } from "@callflex/domain/context";
import { HttpProblem } from "../http/problem.ts";
import { takeOne } from "../http/rate-limits.ts";
import { requestOrigin } from "../http/request-origin.ts";
import { defineUserRoute, type Route } from "../http/route.ts";
import { NOTICE_MS, webLink, type AccountMailReader } from "./account-mail.ts";
import { authHeaders } from "./auth-headers.ts";
import { inAuthTransaction } from "./auth-transaction.ts";
import { checkPassword, requireSession } from "./check-password.ts";
import type { AuthDeps } from "./routes.ts";
import { secondFactorProblem } from "./second-factor.ts";
import { SESSION_HEADERS, sessionHeaders } from "./session-answer.ts";

interface Owner extends AccountMailReader {
  twoFactorEnabled: boolean;
}

/** The user, locked: two requests at once would make two secrets. */
async function lockUser(tx: PrismaTx, userId: string): Promise<Owner> {
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
  return tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { id: true, name: true, email: true, twoFactorEnabled: true },
  });
}

function refuseUnless(enabled: boolean, user: Owner): void {
  if (user.twoFactorEnabled === enabled) return;
  throw new HttpProblem("conflict", `Two-factor sign-in is ${enabled ? "off" : "on already"}.`);
}

/** Writes down that two-factor sign-in was turned on or off, and tells the owner by mail. */
async function tellChange(
  tx: PrismaTx,
  { encryptionKeys, publicWebUrl }: AuthDeps,
  { user, enabled, request }: { user: Owner; enabled: boolean; request: RequestOrigin },
): Promise<void> {
  await auditAccount(tx, user.id, { action: enabled ? "two_factor.enabled" : "two_factor.disabled", request });
  const now = new Date();
  await enqueueAccountMail(tx, encryptionKeys, {
    facts: {
      kind: "two_factor_changed",
      name: user.name,
      enabled,
      at: now.toISOString(),
      ipAddress: request.ipAddress,
      link: webLink(publicWebUrl, "/settings/security"),
    },
    recipient: user.email,
    expiresAt: new Date(now.getTime() + NOTICE_MS),
    organizationId: null,
    userId: user.id,
  });
}

/** Turning two-factor sign-in on and off. */
export function twoFactorRoutes(deps: AuthDeps): Route[] {
  const { auth, authLimits } = deps;
  const passwordDeps = { auth, limit: authLimits.password };
  return [
    defineUserRoute({
      method: "post",
      path: "/auth/two-factor",
      operationId: "setUpTwoFactor",
      tag: "auth",
      summary: "Start turning on two-factor sign-in",
      description:
        "Makes a secret for an authenticator app, and recovery codes; both are shown this once. It holds from the first code that is confirmed.",
      body: passwordRequest,
      success: { status: 200, description: "What the app needs", schema: twoFactorSetup },
      problems: [409],
      async handler({ body, caller, req }) {
        await checkPassword(passwordDeps, caller, body.password);
        return inAuthTransaction(auth, async (tx) => {
          refuseUnless(false, await lockUser(tx, caller.userId));
          const made = await auth.api.enableTwoFactor({ body, headers: authHeaders(req) });
          if (!("totpURI" in made)) throw new Error("better-auth made no secret");
          return { body: { otpauthUri: made.totpURI, recoveryCodes: made.backupCodes } };
        });
      },
    }),
    defineUserRoute({
      method: "post",
      path: "/auth/two-factor/confirm",
      operationId: "confirmTwoFactor",
      tag: "auth",
      summary: "Turn on two-factor sign-in with the app's first code",
      description: "The session gets a new token. A mail tells the owner.",
      body: twoFactorConfirmRequest,
      success: { status: 204, description: "Two-factor sign-in is on", headers: SESSION_HEADERS },
      problems: [409],
      async handler({ body, caller, req }) {
        requireSession(caller);
        await takeOne(authLimits.secondFactor, caller.userId);
        return inAuthTransaction(auth, async (tx) => {
          const user = await lockUser(tx, caller.userId);
          refuseUnless(false, user);
          if (!(await tx.twoFactor.findFirst({ where: { userId: user.id } }))) {
            throw new HttpProblem("conflict", "Start with POST /auth/two-factor: it makes the secret for your app.");
          }
          const { headers } = await auth.api
            .verifyTOTP({ body, headers: authHeaders(req), returnHeaders: true })
            .catch((error: unknown) => {
              const problem = secondFactorProblem(error);
              if (!(problem instanceof HttpProblem) || problem.kind !== "unauthenticated") throw problem;
              throw new HttpProblem("invalid", problem.message, {
                errors: [{ pointer: "/code", message: "isn't right" }],
              });
            });
          await tellChange(tx, deps, { user, enabled: true, request: requestOrigin(req) });
          return { body: undefined, headers: sessionHeaders(headers) };
        });
      },
    }),
    defineUserRoute({
      method: "delete",
      path: "/auth/two-factor",
      operationId: "turnOffTwoFactor",
      tag: "auth",
      summary: "Turn off two-factor sign-in",
      description: "The session gets a new token. A mail tells the owner.",
      body: passwordRequest,
      success: { status: 204, description: "Two-factor sign-in is off", headers: SESSION_HEADERS },
      problems: [409],
      async handler({ body, caller, req }) {
        await checkPassword(passwordDeps, caller, body.password);
        return inAuthTransaction(auth, async (tx) => {
          const user = await lockUser(tx, caller.userId);
          refuseUnless(true, user);
          const { headers } = await auth.api.disableTwoFactor({ body, headers: authHeaders(req), returnHeaders: true });
          await tellChange(tx, deps, { user, enabled: false, request: requestOrigin(req) });
          return { body: undefined, headers: sessionHeaders(headers) };
        });
      },
    }),
    defineUserRoute({
      method: "post",
      path: "/auth/two-factor/recovery-codes",
      operationId: "makeRecoveryCodes",
      tag: "auth",
      summary: "Make new recovery codes",
      description: "They are shown this once; the old ones work no more.",
      body: passwordRequest,
      success: { status: 200, description: "The new codes", schema: recoveryCodes },
      problems: [409],
      async handler({ body, caller, req }) {
        await checkPassword(passwordDeps, caller, body.password);
        return inAuthTransaction(auth, async (tx) => {
          refuseUnless(true, await lockUser(tx, caller.userId));
          const made = await auth.api.generateBackupCodes({ body, headers: authHeaders(req) });
          await auditAccount(tx, caller.userId, {
            action: "two_factor.recovery_codes_made",
            request: requestOrigin(req),
          });
          return { body: { recoveryCodes: made.backupCodes } };
        });
      },
    }),
  ];
}
