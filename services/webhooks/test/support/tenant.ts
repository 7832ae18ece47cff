import { randomUUID } from "node:crypto";
import type { Pool } from "@callflex/db/pool";
import { makeAssistant, makeOrganization, makePhoneNumber, makeVapiCredential } from "@callflex/testing/factories";
import { encryptionKeys } from "./installation.ts";

/** An organization that takes calls. */
export interface Tenant {
  organizationId: string;
  secret: string;
  assistant: { id: string; vapiAssistantId: string };
  number: { id: string; e164: string; vapiPhoneNumberId: string };
}

/** Makes an organization with a secret, an assistant and a number, whose plan allows everything. */
export async function makeTenant(
  db: Pool,
  values: { settings?: object; fallbackNumber?: string; timezone?: string; scheme?: "hmac" | "secret" } = {},
): Promise<Tenant> {
  const { settings, fallbackNumber, timezone, scheme } = values;
  const { id: organizationId } = await makeOrganization(db, { settings, timezone });
  await db.query(
    `INSERT INTO plans (key, name, monthly_price_cents, yearly_price_cents, included_minutes, overage_price_cents, overage_allowed,
                        max_assistants, max_phone_numbers, max_members, max_concurrent_calls)
     VALUES ('test-open', 'Open', 0, 0, 100, 1, true, 1, 1, 1, 100000) ON CONFLICT DO NOTHING`,
  );
  await db.query("UPDATE organizations SET plan_key = 'test-open', subscription_status = 'active' WHERE id = $1", [
    organizationId,
  ]);
  const secret = `secret-${randomUUID()}`;
  await makeVapiCredential(db, { organizationId, secret, keys: encryptionKeys, scheme });
  const assistant = await makeAssistant(db, { organizationId });
  const number = await makePhoneNumber(db, { organizationId, assistantId: assistant.id, fallbackNumber });
  return { organizationId, secret, assistant, number };
}
