import { randomBytes } from "node:crypto";
import { newId } from "@callflex/db/ids";
import type { Pool } from "@callflex/db/pool";
import { decryptSecret, encryptSecret, type EncryptionKeys } from "@callflex/db/secret-box";
import type { VapiCredentials } from "@callflex/providers/vapi/credentials";

interface StoredCredential {
  id: string;
  secret_ciphertext: Buffer;
  encryption_key_id: string;
  vapi_credential_id: string | null;
}

function openSecret(keys: EncryptionKeys, stored: StoredCredential | undefined): string | null {
  if (!stored) return null;
  try {
    return decryptSecret(keys, stored.secret_ciphertext, stored.encryption_key_id);
  } catch {
    // A secret under a key that is gone can't be used any more: a new one takes its place.
    return null;
  }
}

/**
 * Makes sure that VAPI signs the organization's deliveries with a secret that we know: keeps the stored one, also for a
 * VAPI that has forgotten it, and makes one where there is none.
 *
 * @returns VAPI's id of the credential, for `server.credentialId`
 */
export async function registerCredential(
  pool: Pool,
  credentials: VapiCredentials,
  keys: EncryptionKeys,
  organizationId: string,
): Promise<string> {
  const { rows } = await pool.query<StoredCredential>(
    `SELECT id, secret_ciphertext, encryption_key_id, vapi_credential_id FROM vapi_credentials
     WHERE organization_id = $1 AND scheme = 'hmac' AND revoked_at IS NULL ORDER BY created_at DESC LIMIT 1`,
    [organizationId],
  );
  const known = openSecret(keys, rows[0]);
  const secret = known ?? randomBytes(32).toString("hex");
  const knownId = rows[0]?.vapi_credential_id ?? undefined;
  const credential = await credentials.createVapiCredential({ organizationId, secret, knownId });

  if (known && rows[0]) {
    await pool.query("UPDATE vapi_credentials SET vapi_credential_id = $2 WHERE id = $1", [rows[0].id, credential.id]);
    return credential.id;
  }
  const { ciphertext, keyId } = encryptSecret(keys, secret);
  await pool.query("UPDATE vapi_credentials SET revoked_at = now() WHERE organization_id = $1 AND revoked_at IS NULL", [
    organizationId,
  ]);
  await pool.query(
    `INSERT INTO vapi_credentials (id, organization_id, scheme, secret_ciphertext, encryption_key_id, vapi_credential_id)
     VALUES ($1, $2, 'hmac', $3, $4, $5)`,
    [newId(), organizationId, ciphertext, keyId, credential.id],
  );
  return credential.id;
}
