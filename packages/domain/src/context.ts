import type { OrganizationRole } from "@callflex/contracts/enums";
import type { PrismaTx } from "@callflex/db/prisma";

/** Who acts, and in which organization. */
export interface Actor {
  userId: string;
  organizationId: string;
  role: OrganizationRole;
  /** Staff of the operator: sees costs and workflows besides. */
  isStaff: boolean;
}

/** What a verb of the API works with: an open transaction whose tenant context is set, and for whom it works. */
export interface VerbContext {
  tx: PrismaTx;
  actor: Actor;
  /** Where the request came from; kept in the audit log. */
  request?: { id: string; ipAddress: string | null };
}
