import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";

/** Mails that invitations may cause in a day, so that nobody's mailbox is flooded in our name. */
const PER_ADDRESS = 5;
const PER_ORGANIZATION = 100;

/**
 * Lets one more invitation mail go to an address; the team must be locked.
 *
 * @throws {DomainError} `limit_reached` within a minute of the last one, and after enough of them in a day
 */
export async function requireMailAllowed({ tx, actor }: VerbContext, email: string): Promise<void> {
  const [sent] = await tx.$queryRaw<{ to_address: number; in_all: number; just_now: boolean }[]>`
    SELECT count(*) FILTER (WHERE recipient = ${email}::citext)::integer AS to_address, count(*)::integer AS in_all,
           coalesce(bool_or(recipient = ${email}::citext AND created_at > now() - interval '1 minute'), false) AS just_now
    FROM account_mails
    WHERE organization_id = ${actor.organizationId}::uuid AND kind = 'invitation' AND created_at > now() - interval '1 day'`;
  if (sent?.just_now) {
    throw new DomainError("limit_reached", `A mail to ${email} was asked for just now. Wait a minute.`);
  }
  if (sent && sent.to_address >= PER_ADDRESS) {
    throw new DomainError("limit_reached", `${email} got ${PER_ADDRESS} mails within a day. Try again tomorrow.`);
  }
  if (sent && sent.in_all >= PER_ORGANIZATION) {
    throw new DomainError("limit_reached", `${PER_ORGANIZATION} invitations were mailed within a day. Go on tomorrow.`);
  }
}
