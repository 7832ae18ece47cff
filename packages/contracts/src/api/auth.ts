import { z } from "zod";
import { id, timezone } from "../common.ts";
import { organizationRole, subscriptionStatus } from "../enums.ts";
import { permission } from "../permissions.ts";

export const signUpRequest = z.strictObject({
  name: z.string().trim().min(1, "Tell us your name").max(120),
  email: z.email("That doesn't look like an e-mail address").max(254),
  password: z.string().min(10, "Use at least 10 characters").max(200),
  organizationName: z.string().trim().min(1, "Tell us the name of your business").max(120),
  timezone: timezone.default("UTC"),
});
export type SignUpRequest = z.infer<typeof signUpRequest>;

export const signInRequest = z.strictObject({
  email: z.email("That doesn't look like an e-mail address").max(254),
  password: z.string().min(1, "Enter your password").max(200),
});
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
  subscriptionStatus,
});

/** `POST /auth/active-organization`: the organization that requests of this session work in from now on. */
export const activeOrganizationRequest = z.strictObject({ organizationId: id });

/** `activeOrganizationId` is null when the session's organization is gone or the user was removed: choose another. */
export const me = z.object({
  user: z.object({ id, name: z.string(), email: z.string(), emailVerified: z.boolean(), isStaff: z.boolean() }),
  organizations: z.array(meOrganization),
  activeOrganizationId: id.nullable(),
});
export type Me = z.infer<typeof me>;
