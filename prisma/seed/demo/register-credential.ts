import { randomBytes } from "node:crypto";
import type { VapiClient } from "@vapi-ai/server-sdk";
import { newId } from "@callflex/db/ids";
import type { Pool } from "@callflex/db/pool";
import { decryptSecret, encryptSecret, type EncryptionKeys } from "@callflex/db/secret-box";

interface StoredCredential {
  id: string;
  secret_ciphertext: Buffer;
  encryption_key_id: string;
}

/** How VAPI signs for us: what providers/vapi/verify.ts reads. */
function credentialBody(name: string, secretKey: string) {
  return {
    provider: "webhook",
    name,
    authenticationPlan: {
      type: "hmac",
      secretKey,
      algorithm: "sha256",
      signatureHeader: "x-signature",
      timestampHeader: "x-timestamp",
      includeTimestamp: true,
      payloadFormat: "{timestamp}.{body}",
      signatureEncoding: "hex",
    },
  };
}

/** The SDK has no methods for credentials; its passthrough adds address and key. */
async function send<T>(vapi: VapiClient, path: string, method: "GET" | "POST" | "PATCH", body?: unknown): Promise<T> {
  const answer = await vapi.fetch(path, {
    method,
    ...(body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`VAPI answered ${method} ${path} with HTTP ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
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
  vapi: VapiClient,
  keys: EncryptionKeys,
  organizationId: string,
): Promise<string> {
  const { rows } = await pool.query<StoredCredential>(
    `SELECT id, secret_ciphertext, encryption_key_id FROM vapi_credentials
     WHERE organization_id = $1 AND scheme = 'hmac' AND revoked_at IS NULL ORDER BY created_at DESC LIMIT 1`,
    [organizationId],
  );
  const known = openSecret(keys, rows[0]);
  const secret = known ?? randomBytes(32).toString("hex");
  const name = `callflex ${organizationId}`.slice(0, 40);

  const atVapi = await send<{ id: string; name?: string }[]>(vapi, "/credential", "GET");
  const found = atVapi.find((credential) => credential.name === name);
  const { provider, ...change } = credentialBody(name, secret);
  const credential = found
    ? await send<{ id: string }>(vapi, `/credential/${found.id}`, "PATCH", change)
    : await send<{ id: string }>(vapi, "/credential", "POST", { provider, ...change });

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
