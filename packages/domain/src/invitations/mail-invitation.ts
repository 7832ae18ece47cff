import type { OrganizationRole } from "@callflex/contracts/enums";
import type { EncryptionKeys } from "@callflex/db/secret-box";
import { enqueueAccountMail } from "../accounts/enqueue-account-mail.ts";
import type { VerbContext } from "../context.ts";
import { requireMailAllowed } from "./require-mail-allowed.ts";

/** What mails of invitations are made with. */
export interface InvitationMailing {
  /** Close what the mail says. */
  keys: EncryptionKeys;
  /** Where browsers see the product; the mail's link leads there. */
  publicWebUrl: string;
}

/**
 * Lays the mail of an invitation ready.
 *
 * @param invitation.inviterId who is named in it
 * @returns the mail's id
 * @throws {DomainError} `limit_reached` when the address got enough of them
 */
export async function mailInvitation(
  ctx: VerbContext,
  { keys, publicWebUrl }: InvitationMailing,
  invitation: { email: string; role: OrganizationRole; token: string; expiresAt: Date; inviterId: string },
): Promise<string> {
  const { email, role, token, expiresAt, inviterId } = invitation;
  const { organizationId } = ctx.actor;
  await requireMailAllowed(ctx, email);
  const [names] = await ctx.tx.$queryRaw<{ organization: string; inviter: string }[]>`
    SELECT o.name AS organization, u.name AS inviter FROM organizations o, users u
    WHERE o.id = ${organizationId}::uuid AND u.id = ${inviterId}::uuid`;
  const link = new URL("/invitation", publicWebUrl);
  link.searchParams.set("token", token);
  return enqueueAccountMail(ctx.tx, keys, {
    facts: {
      kind: "invitation",
      organizationName: names!.organization,
      inviterName: names!.inviter,
      role,
      expiresAt: expiresAt.toISOString(),
      link: link.href,
    },
    recipient: email,
    expiresAt,
    organizationId,
    userId: null,
  });
}
