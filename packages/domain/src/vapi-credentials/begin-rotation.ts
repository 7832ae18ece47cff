import type { EncryptionKeys } from "@callflex/db/secret-box";
import type { Tx } from "@callflex/db/transaction";
import { SECRETS_KNOWN_FOR_MS } from "./credential-times.ts";
import { addCredential, lockCredentials } from "./stored-credential.ts";

/**
 * Makes the secret that shall take the place of the one in use, or finds the one that was made for it and never came into
 * use.
 *
 * @param given.knownForMs how long the ingress believes what it knows
 * @returns the secret's row, and how long to wait until every ingress knows it
 * @throws {SecretLocked}
 */
export async function beginRotation(
  tx: Tx,
  given: { organizationId: string; keys: EncryptionKeys; knownForMs?: number },
): Promise<{ credentialId: string; waitMs: number }> {
  const { knownForMs = SECRETS_KNOWN_FOR_MS } = given;
  const known = await lockCredentials(tx, given);
  const next = known.find(({ inUse }) => !inUse) ?? (await addCredential(tx, given));
  return { credentialId: next.id, waitMs: Math.max(0, Math.ceil(knownForMs - next.ageMs)) };
}
