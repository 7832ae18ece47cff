import { z } from "zod";
import { id, instant, timezone } from "../common.ts";
import { organizationRole, subscriptionStatus } from "../enums.ts";
import { permission } from "../permissions.ts";
import { auditEntry } from "./audit-log.ts";

const emailAddress = z.email("That doesn't look like an e-mail address").max(254);
const newPassword = z.string().min(10, "Use at least 10 characters").max(200);
const currentPassword = z.string().min(1, "Enter your password").max(200);
const personName = z.string().trim().min(1, "Tell us your name").max(120);
const mailToken = z.string().min(10).max(2000);

export const signUpRequest = z.strictObject({
  name: personName,
  email: emailAddress,
  password: newPassword,
  organizationName: z.string().trim().min(1, "Tell us the name of your business").max(120),
  timezone: timezone.default("UTC"),
});
export type SignUpRequest = z.infer<typeof signUpRequest>;

/** Signs up the address that an invitation went to; the account joins that organization and has none of its own. */
export const invitedSignUpRequest = z.strictObject({
  name: personName,
  password: newPassword,
  token: z.string().min(20).max(100),
});
export type InvitedSignUpRequest = z.infer<typeof invitedSignUpRequest>;

export const signInRequest = z.strictObject({ email: emailAddress, password: currentPassword });
export type SignInRequest = z.infer<typeof signInRequest>;

export const meOrganization = z.object({
  id,
  name: z.string(),
  slug: z.string(),
  role: organizationRole,
  /** What that role may do here; offer no control that needs another. */
  permissions: z.array(permission),
  timezone: z.string(),
  locale: z.string(),
  planKey: z.string(),
  planName: z.string(),
  /** What the plan includes beyond the basics, `api_keys`. */
  planFeatures: z.array(z.string()),
  subscriptionStatus,
  deleteAfter: instant.nullable(),
});

/** `POST /auth/active-organization`: the organization that requests of this session work in from now on. */
export const activeOrganizationRequest = z.strictObject({ organizationId: id });

/** `activeOrganizationId` is null when the session's organization is gone or the user was removed: choose another. */
export const me = z.object({
  user: z.object({
    id,
    name: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    isStaff: z.boolean(),
    twoFactorEnabled: z.boolean(),
    /** When the account will be deleted; null unless its owner asked for it. */
    deleteAfter: instant.nullable(),
  }),
  organizations: z.array(meOrganization),
  activeOrganizationId: id.nullable(),
});
export type Me = z.infer<typeof me>;

/** Signed in, or one step short of it: then the second factor is asked for and the cookie says for whom. */
export const signInAnswer = z.discriminatedUnion("state", [
  me.extend({ state: z.literal("signed_in") }),
  z.object({ state: z.literal("two_factor_required") }),
]);
export type SignInAnswer = z.infer<typeof signInAnswer>;

/** A code of the authenticator app, or one of the recovery codes, each of which works once. */
export const twoFactorSignInRequest = z.union([
  z.strictObject({ code: z.string().regex(/^\d{6}$/, "Enter the 6 digits that your app shows") }),
  z.strictObject({ recoveryCode: z.string().trim().min(6).max(40) }),
]);
export type TwoFactorSignInRequest = z.infer<typeof twoFactorSignInRequest>;

export const profilePatch = z.strictObject({ name: personName });
export const forgotPasswordRequest = z.strictObject({ email: emailAddress });
export const resetPasswordRequest = z.strictObject({ token: mailToken, password: newPassword });
export const changePasswordRequest = z.strictObject({ currentPassword, newPassword });
/** Also given to confirm that it is the account's owner who asks. */
export const passwordRequest = z.strictObject({ password: currentPassword });
export const changeEmailRequest = z.strictObject({ email: emailAddress, password: currentPassword });
export const mailTokenRequest = z.strictObject({ token: mailToken });
export const accountDeleteRequest = z.strictObject({
  password: currentPassword,
  confirmEmail: emailAddress,
});

/** When the account will be deleted, unless its owner takes it back. */
export const accountDeletion = z.object({ deleteAfter: instant });

export const session = z.object({
  id,
  /** Whether it is the one that asks. */
  current: z.boolean(),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: instant,
  /** To the day. */
  lastUsedAt: instant,
  expiresAt: instant,
});
export type Session = z.infer<typeof session>;
export const sessionList = z.object({ data: z.array(session), nextCursor: z.null() });

/** What an authenticator app needs, and the recovery codes; both are shown this once. */
export const twoFactorSetup = z.object({ otpauthUri: z.string(), recoveryCodes: z.array(z.string()) });
export type TwoFactorSetup = z.infer<typeof twoFactorSetup>;
export const twoFactorConfirmRequest = z.strictObject({
  code: z.string().regex(/^\d{6}$/, "Enter the 6 digits that your app shows"),
});
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });

/** Everything that is kept of a person; what they did in organizations belongs to those. */
export const accountExport = z.object({
  exportedAt: instant,
  user: z.object({
    id,
    name: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    twoFactorEnabled: z.boolean(),
    isStaff: z.boolean(),
    deleteAfter: instant.nullable(),
    createdAt: instant,
  }),
  /** Ways to sign in: `credential` is the password. */
  accounts: z.array(z.object({ providerId: z.string(), createdAt: instant })),
  sessions: z.array(session),
  memberships: z.array(
    z.object({ organizationId: id, organizationName: z.string(), role: organizationRole, createdAt: instant }),
  ),
  auditLog: z.array(auditEntry),
});
export type AccountExport = z.infer<typeof accountExport>;

/** Ways to sign in that this installation offers beside the password. */
export const signInOptions = z.object({ google: z.boolean() });
export type SignInOptions = z.infer<typeof signInOptions>;

/** A token for services that check it against `/auth/jwks` instead of asking us. */
export const accessToken = z.object({ token: z.string(), expiresAt: instant });
export const jwks = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });
