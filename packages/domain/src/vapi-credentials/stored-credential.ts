import { randomBytes } from "node:crypto";
import { newId } from "@callflex/db/ids";
import { decryptSecret, encryptSecret, type EncryptionKeys } from "@callflex/db/secret-box";
import type { Tx } from "@callflex/db/transaction";

/** A secret by which VAPI signs an organization's deliveries, opened. Never for a log, nor for a workflow. */
export interface StoredCredential {
  id: string;
  secret: string;
  /** VAPI's id of the credential that had this secret last; null for one that VAPI never knew. */
  vapiCredentialId: string | null;
  /** Whether VAPI signs with it. */
  inUse: boolean;
  ageMs: number;
}

interface Row {
  id: string;
  secret_ciphertext: Buffer;
  encryption_key_id: string;
  vapi_credential_id: string | null;
  in_use: boolean;
  age_ms: number;
}

/** A stored secret doesn't open with the encryption keys that are configured. */
export class SecretLocked extends Error {
  override name = "SecretLocked";
}

function open(keys: EncryptionKeys, { id, secret_ciphertext, encryption_key_id: keyId }: Row): string {
  try {
    return decryptSecret(keys, secret_ciphertext, keyId);
  } catch (cause) {
    throw new SecretLocked(`secret ${id} needs the encryption key ${keyId}: put it into ENCRYPTION_KEYS`, { cause });
  }
}

/**
 * An organization's signing secrets that weren't replaced, newest first; locks them until the transaction ends, so that of two at
 * once the second sees what the first one did.
 *
 * @throws {SecretLocked} the key of one of them is missing or another one; VAPI signs with it all the same, so nothing is changed
 */
export async function lockCredentials(
  tx: Tx,
  given: { organizationId: string; keys: EncryptionKeys },
): Promise<StoredCredential[]> {
  const { organizationId, keys } = given;
  await tx.run("SELECT pg_advisory_xact_lock(hashtextextended('vapi_credentials:' || $1, 0))", [organizationId]);
  const rows = await tx.rows<Row>(
    `SELECT id, secret_ciphertext, encryption_key_id, vapi_credential_id, in_use_since IS NOT NULL AS in_use,
            extract(epoch FROM clock_timestamp() - created_at)::float8 * 1000 AS age_ms
     FROM vapi_credentials
     WHERE organization_id = $1 AND scheme = 'hmac' AND revoked_at IS NULL AND accepted_until IS NULL
     ORDER BY created_at DESC, id DESC`,
    [organizationId],
  );
  return rows.map((row) => ({
    id: row.id,
    secret: open(keys, row),
    vapiCredentialId: row.vapi_credential_id,
    inUse: row.in_use,
    ageMs: row.age_ms,
  }));
}

/** Makes a secret of 256 random bits. The ingress takes it from now on; VAPI doesn't know it yet. */
export async function addCredential(
  tx: Tx,
  given: { organizationId: string; keys: EncryptionKeys },
): Promise<StoredCredential> {
  const id = newId();
  const secret = randomBytes(32).toString("hex");
  const { ciphertext, keyId } = encryptSecret(given.keys, secret);
  await tx.run(
    `INSERT INTO vapi_credentials (id, organization_id, scheme, secret_ciphertext, encryption_key_id, created_at)
     VALUES ($1, $2, 'hmac', $3, $4, clock_timestamp())`,
    [id, given.organizationId, ciphertext, keyId],
  );
  return { id, secret, vapiCredentialId: null, inUse: false, ageMs: 0 };
}
