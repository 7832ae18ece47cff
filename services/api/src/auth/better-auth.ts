import { prismaAdapter } from "@better-auth/prisma-adapter";
import { newId } from "@callflex/db/ids";
import type { PrismaClient } from "@callflex/db/prisma";
import type { Logger } from "@callflex/platform/logger";
import { betterAuth } from "better-auth";
import { bearer, organization } from "better-auth/plugins";
import { CLIENT_ADDRESS_HEADER } from "./auth-headers.ts";
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
}) {
  const { authDb, secret, publicWebUrl, trustedOrigins, logger } = options;
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
    user: { additionalFields: { isStaff: { type: "boolean", required: false, defaultValue: false, input: false } } },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    verification: { storeIdentifier: "hashed" },
    session: { expiresIn: 7 * DAY, updateAge: DAY, cookieCache: { enabled: false } },
    rateLimit: { enabled: false },
    databaseHooks: {
      session: {
        create: {
          // A sign-up chooses its new organization itself; asking here, from inside its transaction, would take a second
          // connection of the pool that all sign-ups at once may be waiting for.
          before: async (session, context) =>
            context?.path === "/sign-up/email"
              ? { data: session }
              : { data: { ...session, activeOrganizationId: await firstOrganization(authDb, session.userId) } },
        },
      },
    },
    plugins: [
      organization({
        creatorRole: "owner",
        schema: {
          member: { modelName: "organizationMember" },
          organization: {
            additionalFields: {
              timezone: { type: "string", required: false, defaultValue: "UTC" },
              // Its adapter would store a `json` field as a text; as a text that is parsed on the way it gets to jsonb.
              settings: {
                type: "string",
                required: true,
                transform: { input: (text) => (typeof text === "string" ? JSON.parse(text) : text) },
              },
            },
          },
        },
      }),
      bearer({ requireSignature: true }),
    ],
  });
}

/** What {@link createAuth} makes. */
export type Auth = ReturnType<typeof createAuth>;
