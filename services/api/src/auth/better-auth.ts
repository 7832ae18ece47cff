import { prismaAdapter } from "@better-auth/prisma-adapter";
import { newId } from "@callflex/db/ids";
import type { PrismaClient } from "@callflex/db/prisma";
import type { Logger } from "@callflex/platform/logger";
import { betterAuth } from "better-auth";
import { bearer, genericOAuth, jwt, twoFactor } from "better-auth/plugins";
import { CLIENT_ADDRESS_HEADER } from "./auth-headers.ts";
import { checkGoogleUser, googleProvider, recordGoogleAccount, type GoogleConfig } from "./google-rules.ts";
import { joinedClient } from "./joined-client.ts";
import { hashPassword, verifyPassword } from "./password.ts";

const DAY = 24 * 3600;

/** The user's oldest organization, in which a new session begins. */
async function firstOrganization(authDb: PrismaClient, userId: string): Promise<string | null> {
  const member = await authDb.organizationMember.findFirst({
    where: { userId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { organizationId: true },
  });
  return member?.organizationId ?? null;
}

/**
 * better-auth over our tables, used through `auth.api` by our own routes alone: its own addresses are not mounted, so
 * what we don't use can't be reached.
 *
 * There is no cookie cache: a session that was revoked ends with its next request.
 *
 * @param options.authDb client of the role callflex_auth
 * @param options.publicWebUrl where browsers see the product; https makes the cookies Secure
 */
export function createAuth(options: {
  authDb: PrismaClient;
  secret: string;
  publicWebUrl: string;
  trustedOrigins: string[];
  logger: Logger;
  /** Google, or whoever stands in for it; better-auth asks its address for the rest when it starts. */
  google?: GoogleConfig;
}) {
  const { secret, publicWebUrl, trustedOrigins, logger, google } = options;
  const authDb = joinedClient(options.authDb, recordGoogleAccount);
  return betterAuth({
    appName: "CallFlex",
    baseURL: publicWebUrl,
    basePath: "/api/auth",
    secret,
    trustedOrigins,
    database: prismaAdapter(authDb, { provider: "postgresql", transaction: true }),
    telemetry: { enabled: false },
    // Its details name addresses of people: they stay out of the log.
    logger: { level: "error", log: (_level, message) => logger.error(`better-auth: ${message}`) },
    advanced: {
      cookiePrefix: "callflex",
      useSecureCookies: publicWebUrl.startsWith("https:"),
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    user: {
      additionalFields: { isStaff: { type: "boolean", required: false, defaultValue: false, input: false } },
      validateUserInfo: ({ user, source }) => checkGoogleUser(authDb, user, source),
    },
    // A known user's account gets a Google link only if both sides have confirmed the address. Nobody needs Google's tokens.
    account: { updateAccountOnSignIn: false, accountLinking: { enabled: true, requireLocalEmailVerified: true } },
    onAPIError: { errorURL: new URL("/login", publicWebUrl).toString() },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    verification: { storeIdentifier: "hashed" },
    session: {
      expiresIn: 7 * DAY,
      updateAge: DAY,
      cookieCache: { enabled: false },
      additionalFields: { activeOrganizationId: { type: "string", required: false, input: false } },
    },
    rateLimit: { enabled: false },
    databaseHooks: {
      account: {
        create: {
          before: async (account) => ({
            data: { ...account, accessToken: null, refreshToken: null, idToken: null, scope: null },
          }),
        },
      },
      session: {
        create: {
          // A session that takes the place of another goes on in its organization.
          before: async (session: { userId: string; activeOrganizationId?: unknown }) => ({
            data: {
              ...session,
              activeOrganizationId: session.activeOrganizationId ?? (await firstOrganization(authDb, session.userId)),
            },
          }),
        },
      },
    },
    plugins: [
      twoFactor({ issuer: "CallFlex" }),
      jwt({
        jwks: { keyPairConfig: { alg: "EdDSA", crv: "Ed25519" }, rotationInterval: 30 * DAY },
        jwt: { expirationTime: "15m" },
        disableSettingJwtHeader: true,
      }),
      genericOAuth({ config: google ? [googleProvider(google, publicWebUrl)] : [] }),
      // After the second factor: what it takes away isn't given out as a token.
      bearer({ requireSignature: true }),
    ],
  });
}

/** What {@link createAuth} makes. */
export type Auth = ReturnType<typeof createAuth>;
