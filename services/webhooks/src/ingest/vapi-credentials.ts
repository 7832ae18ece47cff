import type { Pool } from "@callflex/db/pool";
import { decryptSecret, type EncryptionKeys } from "@callflex/db/secret-box";
import { autocommit } from "@callflex/db/transaction";
import { SECRETS_KNOWN_FOR_MS } from "@callflex/domain/vapi-credentials/credential-times";
import type { VapiCredential } from "@callflex/providers/vapi/verify";
import { LRUCache } from "lru-cache";

/** Unknown organizations are remembered briefly, so that guessing ids doesn't reach the database each time. */
const UNKNOWN_FOR_MS = 5_000;
const MAX_ENTRIES = 10_000;

/** Finds how an organization's VAPI deliveries are verified. */
export type FindVapiCredentials = (organizationId: string) => Promise<VapiCredential[]>;

/**
 * Credentials by organization, cached for a short time: more than one while a secret is being replaced.
 *
 * The returned function gives an empty list for an unknown organization, and throws what the database throws: a database
 * that is down must not look like a wrong signature.
 *
 * @param knownForMs how long a credential is believed without asking again: the longest time that a revoked one still
 *   works, and that a new one may be unknown
 */
export function createVapiCredentials(
  pool: Pool,
  keys: EncryptionKeys,
  knownForMs = SECRETS_KNOWN_FOR_MS,
): FindVapiCredentials {
  const cache = new LRUCache<string, VapiCredential[]>({ max: MAX_ENTRIES, ttl: knownForMs });
  const loading = new Map<string, Promise<VapiCredential[]>>();

  async function load(organizationId: string): Promise<VapiCredential[]> {
    const rows = await autocommit(pool, (tx) =>
      tx.rows<{ scheme: "hmac" | "secret"; secret_ciphertext: Buffer; encryption_key_id: string }>(
        `SELECT scheme, secret_ciphertext, encryption_key_id FROM vapi_credentials
         WHERE organization_id = $1 AND revoked_at IS NULL AND (accepted_until IS NULL OR accepted_until > clock_timestamp())
         ORDER BY created_at DESC LIMIT 3`,
        [organizationId],
      ),
    );
    const credentials = rows.map((row) => ({
      scheme: row.scheme,
      secret: decryptSecret(keys, row.secret_ciphertext, row.encryption_key_id),
    }));
    cache.set(organizationId, credentials, { ttl: credentials.length > 0 ? knownForMs : UNKNOWN_FOR_MS });
    return credentials;
  }

  return async (organizationId) => {
    const known = cache.get(organizationId);
    if (known) return known;
    const running = loading.get(organizationId) ?? load(organizationId).finally(() => loading.delete(organizationId));
    loading.set(organizationId, running);
    return running;
  };
}
