import type { NotificationSettings } from "@callflex/contracts/organization-settings";
import type { Tx } from "@callflex/db/transaction";

/**
 * The settings with which people are told by mail what they can't be told by text: by the addresses that are set, else by
 * those of the owners.
 */
export async function mailInstead(
  tx: Tx,
  organizationId: string,
  settings: NotificationSettings,
): Promise<NotificationSettings> {
  if (settings.emails.length > 0 || settings.phones.length === 0) return settings;
  const owners = await tx.rows<{ email: string }>(
    `SELECT u.email FROM organization_members m JOIN users u ON u.id = m.user_id
     WHERE m.organization_id = $1 AND m.role = 'owner' ORDER BY u.email`,
    [organizationId],
  );
  return { ...settings, emails: owners.map(({ email }) => email) };
}
