import { tryGetCurrentAuthEndpointContext } from "@better-auth/core/context";
import type { PrismaClient, PrismaTx } from "@callflex/db/prisma";
import { auditAccount } from "@callflex/domain/accounts/audit-account";
import type { RequestOrigin } from "@callflex/domain/context";
import { CLIENT_ADDRESS_HEADER, REQUEST_ID_HEADER } from "./auth-headers.ts";

/** A client that was registered with Google. */
export interface GoogleConfig {
  clientId: string;
  clientSecret: string;
  /** Where the addresses of OpenID Connect are told. */
  discoveryUrl: string;
}

/** The provider as better-auth is told of it: authorization code with PKCE, state and nonce, ID tokens verified. */
export function googleProvider({ clientId, clientSecret, discoveryUrl }: GoogleConfig, publicWebUrl: string) {
  return {
    providerId: "google",
    clientId,
    clientSecret,
    discoveryUrl,
    redirectURI: new URL("/api/v1/auth/google/callback", publicWebUrl).toString(),
    scopes: ["openid", "email", "profile"],
    pkce: true,
    prompt: "select_account" as const,
    requireIdTokenVerification: true,
  };
}

/**
 * Refuses who must not come in by Google: without a confirmed address there, and with a second factor here, which Google
 * knows nothing of.
 *
 * @returns the refusal's code, or nothing
 */
export async function checkGoogleUser(
  authDb: PrismaClient,
  user: { id?: string | undefined; emailVerified?: boolean | undefined },
  { method, action }: { method: string; action: string },
): Promise<{ error: string } | undefined> {
  if (method !== "oauth") return undefined;
  if (action !== "sign-in" && user.emailVerified !== true) return { error: "email_not_verified" };
  const known = action === "create-user" || !user.id ? null : await authDb.user.findUnique({ where: { id: user.id } });
  return known?.twoFactorEnabled ? { error: "two_factor" } : undefined;
}

function currentRequest(): RequestOrigin | undefined {
  const headers = tryGetCurrentAuthEndpointContext()?.headers;
  const id = headers?.get(REQUEST_ID_HEADER);
  return id ? { id, ipAddress: headers?.get(CLIENT_ADDRESS_HEADER) || null } : undefined;
}

/** Writes down that somebody came by Google for the first time, with an account that is new or their old one. */
export async function recordGoogleAccount(
  tx: PrismaTx,
  { userId, providerId }: { userId: string; providerId: string },
  isNewUser: boolean,
): Promise<void> {
  if (providerId !== "google") return;
  const request = currentRequest();
  if (!isNewUser) return auditAccount(tx, userId, { action: "account.google_linked", request });
  const after = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true, email: true } });
  await auditAccount(tx, userId, { action: "account.created", after: { ...after, google: true }, request });
}
