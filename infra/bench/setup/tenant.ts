import { randomBytes, randomInt } from "node:crypto";
import { newId } from "@callflex/db/ids";
import { encryptSecret, parseEncryptionKeys } from "@callflex/db/secret-box";
import type { Client } from "pg";

/** An organization whose calls can be sent. */
export interface Tenant {
  organizationId: string;
  /** What VAPI signs this organization's messages with. */
  secret: string;
  vapiAssistantId: string;
  vapiPhoneNumberId: string;
}

/**
 * Makes an organization with an assistant, a number and a VAPI credential.
 *
 * @param admin connection of the administrator, past the tenant wall
 * @param options.encryptionKeys as the services get them
 * @param options.settings of the organization
 */
export async function makeTenant(
  admin: Client,
  { encryptionKeys, settings = {} }: { encryptionKeys: string; settings?: object },
): Promise<Tenant> {
  const [organizationId, assistantId] = [newId(), newId()];
  const tenant: Tenant = {
    organizationId,
    secret: randomBytes(24).toString("base64url"),
    vapiAssistantId: newId(),
    vapiPhoneNumberId: newId(),
  };
  await admin.query(
    `INSERT INTO plans (key, name, monthly_price_cents, yearly_price_cents, included_minutes, overage_price_cents, overage_allowed,
                        max_assistants, max_phone_numbers, max_members, max_concurrent_calls)
     VALUES ('trial', 'Trial', 0, 0, 1000000, 0, true, 10, 10, 10, 100000) ON CONFLICT DO NOTHING`,
  );
  await admin.query("INSERT INTO organizations (id, name, slug, settings) VALUES ($1, 'Bench', $2, $3)", [
    organizationId,
    `bench-${organizationId}`,
    JSON.stringify(settings),
  ]);
  await admin.query(
    `INSERT INTO assistants (id, organization_id, name, status, first_message, prompt, vapi_assistant_id, sync_state)
     VALUES ($1, $2, 'Bench', 'active', 'Hello.', 'You answer the phone.', $3, 'synced')`,
    [assistantId, organizationId, tenant.vapiAssistantId],
  );
  await admin.query(
    `INSERT INTO phone_numbers (id, organization_id, e164, state, assistant_id, vapi_phone_number_id, texting_state)
     VALUES ($1, $2, $3, 'active', $4, $5, 'registered')`,
    [newId(), organizationId, `+1${randomInt(2e9, 9e9)}`, assistantId, tenant.vapiPhoneNumberId],
  );
  const { ciphertext, keyId } = encryptSecret(parseEncryptionKeys(encryptionKeys), tenant.secret);
  await admin.query(
    "INSERT INTO vapi_credentials (id, organization_id, scheme, secret_ciphertext, encryption_key_id) VALUES ($1, $2, 'hmac', $3, $4)",
    [newId(), organizationId, ciphertext, keyId],
  );
  return tenant;
}
