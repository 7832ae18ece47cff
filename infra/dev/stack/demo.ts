import { decryptSecret, parseEncryptionKeys } from "@callflex/db/secret-box";
import { Pool } from "pg";
import type { Demo } from "../../../prisma/seed/demo.ts";
import type { Addresses } from "./describe-run.ts";
import type { StackDatabase } from "./postgres.ts";
import type { Secrets } from "./secrets.ts";

/** What the demo needs to know about the stack. */
export interface StackDemoOptions {
  database: StackDatabase;
  secrets: Secrets;
  addresses: Addresses;
  say: (line: string) => void;
}

/** The demo organization, with the secret that its VAPI deliveries are signed with. */
export interface StackDemo extends Demo {
  vapiSecret: string;
}

async function readVapiSecret(adminUrl: string, encryptionKeys: string, organizationId: string): Promise<string> {
  const pool = new Pool({ connectionString: adminUrl, max: 1 });
  try {
    const { rows } = await pool.query<{ secret: Buffer; key: string }>(
      `SELECT secret_ciphertext AS secret, encryption_key_id AS key FROM vapi_credentials
       WHERE organization_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC LIMIT 1`,
      [organizationId],
    );
    return decryptSecret(parseEncryptionKeys(encryptionKeys), rows[0]!.secret, rows[0]!.key);
  } finally {
    await pool.end();
  }
}

/**
 * Adds the demo organization, or makes it whole again. On a database that was given it does nothing: the demo's sign-in is
 * shown on the screen.
 *
 * @returns the demo, or undefined on a given database
 */
export async function addDemo({ database, secrets, addresses, say }: StackDemoOptions): Promise<StackDemo | undefined> {
  if (database.given) return undefined;
  const { demo } = await import("../../../prisma/seed/demo.ts");
  const added = await demo({
    migrateUrl: database.urls.migrate,
    publicWebhooksUrl: addresses.webhooks,
    vapi: { baseUrl: `${addresses.sandbox}/vapi`, apiKey: secrets.vapiApiKey },
    twilio: {
      baseUrl: `${addresses.sandbox}/twilio`,
      accountSid: secrets.twilioAccountSid,
      authToken: secrets.twilioAuthToken,
    },
    encryptionKeys: secrets.encryptionKeys,
    password: secrets.demoPassword,
    say,
  });
  if (added.callsAdded > 0) say(`Demo data: a business with ${added.callsAdded} calls of the last three months`);
  return {
    ...added,
    vapiSecret: await readVapiSecret(database.adminUrl, secrets.encryptionKeys, added.organizationId),
  };
}
