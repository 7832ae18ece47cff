import { organizationSettings, type OrganizationSettings } from "@callflex/contracts/organization-settings";
import type { Tx } from "@callflex/db/transaction";

/**
 * The organization's settings with defaults for what was never set.
 *
 * @throws when the organization is gone
 */
export async function loadSettings(tx: Tx, organizationId: string): Promise<OrganizationSettings> {
  const [row] = await tx.rows<{ settings: unknown }>("SELECT settings FROM organizations WHERE id = $1", [
    organizationId,
  ]);
  if (!row) throw new Error(`organization ${organizationId} is gone`);
  return organizationSettings.parse(row.settings);
}
