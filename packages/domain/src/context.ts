import type { OrganizationRole } from "@callflex/contracts/enums";
import type { Permission } from "@callflex/contracts/permissions";
import type { PrismaTx } from "@callflex/db/prisma";

/** Who acts, and in which organization: a person with a role there, or an API key with scopes. */
export type Actor = {
  organizationId: string;
  permissions: readonly Permission[];
} & (
  | {
      kind: "user";
      userId: string;
      role: OrganizationRole;
      /** Staff of the operator: sees costs and workflows besides. */
      isStaff: boolean;
      apiKeyId?: undefined;
    }
  | { kind: "api_key"; apiKeyId: string; userId?: undefined; role?: undefined; isStaff: false }
);

/** Where a request came from; kept in the audit log. */
export interface RequestOrigin {
  id: string;
  ipAddress: string | null;
}

/** What a verb of the API works with: an open transaction whose tenant context is set, and for whom it works. */
export interface VerbContext {
  tx: PrismaTx;
  actor: Actor;
  request?: RequestOrigin;
}
