import { z } from "zod";
import { id, instant, pageOf, pageQuery } from "../common.ts";
import { organizationRole } from "../enums.ts";

export const member = z.object({
  userId: id,
  name: z.string(),
  email: z.string(),
  role: organizationRole,
  twoFactorEnabled: z.boolean(),
  joinedAt: instant,
});
export type Member = z.infer<typeof member>;

export const memberListQuery = pageQuery;
export const memberList = pageOf(member);
export type MemberList = z.infer<typeof memberList>;

export const memberPatch = z.strictObject({ role: organizationRole });
export type MemberPatch = z.infer<typeof memberPatch>;

/** The new owner must be a member; who hands over stays as admin. */
export const transferOwnershipRequest = z.strictObject({ userId: id });
export type TransferOwnershipRequest = z.infer<typeof transferOwnershipRequest>;

const emailAddress = z.email("That doesn't look like an e-mail address").max(254);

/** An owner is never invited: ownership is handed over to a member. */
export const invitableRole = organizationRole.exclude(["owner"]);

export const invitationCreateRequest = z.strictObject({ email: emailAddress, role: invitableRole });
export type InvitationCreateRequest = z.infer<typeof invitationCreateRequest>;

/** `expired` is a pending invitation whose time is over. */
export const invitationState = z.enum(["pending", "accepted", "revoked", "expired"]);
export type InvitationState = z.infer<typeof invitationState>;

export const accountMailState = z.enum(["pending", "sent", "delivered", "failed", "expired"]);
export type AccountMailState = z.infer<typeof accountMailState>;

export const invitation = z.object({
  id,
  email: z.string(),
  role: organizationRole,
  state: invitationState,
  invitedBy: z.string().nullable(),
  /** How far the mail got; `error` says why it didn't. */
  mail: z.object({ state: accountMailState, error: z.string().nullable() }).nullable(),
  expiresAt: instant,
  createdAt: instant,
});
export type Invitation = z.infer<typeof invitation>;

export const invitationListQuery = pageQuery.extend({ state: invitationState.optional() });
export type InvitationListQuery = z.infer<typeof invitationListQuery>;
export const invitationList = pageOf(invitation);
export type InvitationList = z.infer<typeof invitationList>;

/** The secret of the invitation's mail. */
export const invitationTokenRequest = z.strictObject({ token: z.string().min(20).max(100) });
export type InvitationTokenRequest = z.infer<typeof invitationTokenRequest>;

/** What the invitation made its user. */
export const invitationAcceptance = z.object({ organizationId: id, role: organizationRole });

/** What somebody with the mail's link is shown before they accept. */
export const invitationPreview = z.object({
  organizationName: z.string(),
  invitedBy: z.string().nullable(),
  email: z.string(),
  role: organizationRole,
  state: invitationState,
  /** Whether the address has an account: sign in then, else sign up. */
  hasAccount: z.boolean(),
  expiresAt: instant,
});
export type InvitationPreview = z.infer<typeof invitationPreview>;
