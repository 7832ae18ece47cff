import type { Pool } from "@callflex/db/pool";
import type { EncryptionKeys } from "@callflex/db/secret-box";
import { transaction } from "@callflex/db/transaction";
import { beginRotation } from "@callflex/domain/vapi-credentials/begin-rotation";
import { ensureVapiCredential } from "@callflex/domain/vapi-credentials/ensure-vapi-credential";
import { pushRotation } from "@callflex/domain/vapi-credentials/push-rotation";
import { retireCredentials } from "@callflex/domain/vapi-credentials/retire-credentials";
import type { Logger } from "@callflex/platform/logger";
import type { VapiCredentials } from "@callflex/providers/vapi/credentials";
import { failing, heartbeating } from "./failures.ts";

interface OfOrganization {
  organizationId: string;
}

/** Keeps the secrets by which VAPI signs. No secret enters or leaves an activity. Each is safe to repeat. */
export interface VapiCredentialActivities {
  /** Makes sure that VAPI signs the organization's deliveries; returns VAPI's id of the credential. */
  ensureVapiCredential: (of: OfOrganization) => Promise<{ vapiCredentialId: string }>;
  /** Makes the next secret; returns its row and how long to wait until the ingress knows it everywhere. */
  beginVapiCredentialRotation: (of: OfOrganization) => Promise<{ credentialId: string; waitMs: number }>;
  /** Lets VAPI sign with the secret; returns how long until the one before is refused. */
  pushVapiCredential: (of: OfOrganization & { credentialId: string }) => Promise<{ retireInMs: number }>;
  /** Ends secrets whose time is over; returns how many. */
  retireVapiCredentials: (of: OfOrganization) => Promise<{ retired: number }>;
}

/** What the activities work with. */
export interface VapiCredentialDeps {
  pool: Pool;
  logger: Logger;
  encryptionKeys: EncryptionKeys;
  vapiCredentials: VapiCredentials;
  /** Times of a rotation where they are other than the domain's. */
  rotationTimes?: { knownForMs: number; acceptOldForMs: number };
}

export function createVapiCredentialActivities(deps: VapiCredentialDeps): VapiCredentialActivities {
  const { pool, logger, encryptionKeys: keys, vapiCredentials: provider, rotationTimes } = deps;
  return {
    ensureVapiCredential: ({ organizationId }) =>
      failing(logger, () =>
        heartbeating(async () => ({
          vapiCredentialId: await ensureVapiCredential(pool, { organizationId, keys, provider }),
        })),
      ),
    beginVapiCredentialRotation: ({ organizationId }) =>
      failing(logger, () => transaction(pool, (tx) => beginRotation(tx, { organizationId, keys, ...rotationTimes }))),
    pushVapiCredential: ({ organizationId, credentialId }) =>
      failing(logger, () =>
        heartbeating(() => pushRotation(pool, { organizationId, credentialId, keys, provider, ...rotationTimes })),
      ),
    retireVapiCredentials: ({ organizationId }) =>
      failing(logger, async () => ({
        retired: await transaction(pool, (tx) => retireCredentials(tx, organizationId)),
      })),
  };
}
