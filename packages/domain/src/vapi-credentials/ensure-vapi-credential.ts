import type { Pool } from "@callflex/db/pool";
import type { EncryptionKeys } from "@callflex/db/secret-box";
import { transaction } from "@callflex/db/transaction";
import { OLD_SECRET_ACCEPTED_FOR_MS } from "./credential-times.ts";
import { markCredentialInUse } from "./mark-credential-in-use.ts";
import { addCredential, lockCredentials, type StoredCredential } from "./stored-credential.ts";

/** Where VAPI's credentials are kept; what `@callflex/providers/vapi/credentials` makes. */
export interface CredentialProvider {
  getVapiCredential(id: string): Promise<{ id: string } | null>;
  createVapiCredential(given: { organizationId: string; secret: string; knownId?: string }): Promise<{ id: string }>;
}

/**
 * Makes sure that VAPI signs the organization's deliveries with a secret that the ingress knows: keeps the one that is in use, also
 * for a VAPI that has forgotten it, and makes one where there is none. Safe to repeat, and to run twice at once. Every
 * transaction is over before VAPI is asked.
 *
 * @returns VAPI's id of the credential, for `server.credentialId`
 * @throws {SecretLocked}
 * @throws what the provider throws; calling again settles it
 */
export async function ensureVapiCredential(
  pool: Pool,
  given: { organizationId: string; keys: EncryptionKeys; provider: CredentialProvider },
): Promise<string> {
  const { organizationId, provider } = given;
  for (let replaced = false; ; replaced = true) {
    const known = await transaction(pool, async (tx) => {
      const stored = await lockCredentials(tx, given);
      return stored.length > 0 ? stored : [await addCredential(tx, given)];
    });
    const current = known.find(({ inUse }) => inUse)?.vapiCredentialId;
    // Looked at, not written: a secret that is just being replaced must not get to VAPI once more.
    if (current && !replaced && (await provider.getVapiCredential(current))) return current;
    const [{ id, secret }] = known as [StoredCredential];
    const knownId = known.find(({ vapiCredentialId }) => vapiCredentialId !== null)?.vapiCredentialId;
    const made = await provider.createVapiCredential({ organizationId, secret, ...(knownId ? { knownId } : {}) });
    const used = { organizationId, id, vapiCredentialId: made.id, acceptOldForMs: OLD_SECRET_ACCEPTED_FOR_MS };
    if (await transaction(pool, (tx) => markCredentialInUse(tx, used))) return made.id;
    // Meanwhile a newer secret was made, and VAPI may have got the older one last: it gets the newer one.
  }
}
