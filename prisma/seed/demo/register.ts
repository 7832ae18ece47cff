import type { EncryptionKeys } from "@callflex/db/secret-box";
import type { Pool } from "@callflex/db/pool";
import { pushAssistant } from "@callflex/domain/assistants/push-assistant";
import { ensureVapiCredential } from "@callflex/domain/vapi-credentials/ensure-vapi-credential";
import { SecretLocked } from "@callflex/domain/vapi-credentials/stored-credential";
import { createTwilioClient } from "@callflex/providers/twilio/client";
import { createTwilioNumbers, type TwilioNumbers } from "@callflex/providers/twilio/numbers";
import { createVapiAssistants } from "@callflex/providers/vapi/assistants";
import { createVapiCredentials } from "@callflex/providers/vapi/credentials";
import { createVapiNumbers } from "@callflex/providers/vapi/numbers";
import { business } from "./business.ts";
import type { DemoTenant } from "./stage.ts";

/** Where the providers, or what stands in for them, are reached. */
export interface Providers {
  publicWebhooksUrl: string;
  vapi: { baseUrl: string; apiKey: string };
  twilio: { baseUrl: string; accountSid: string; authToken: string };
  encryptionKeys: EncryptionKeys;
}

/** The number at Twilio: the account may have it from another demo, or without our id; else it is bought. */
async function ownNumber(numbers: TwilioNumbers, id: string): Promise<string> {
  const known = (await numbers.listNumbers()).find((number) => number.e164 === business.e164);
  if (!known) return (await numbers.provisionNumber({ id, e164: business.e164 })).sid;
  if (known.ownerId === null) await numbers.claimNumber(known.sid, id);
  return known.sid;
}

/**
 * The credential by which VAPI signs for the demo. A key that is missing is lost here, not misplaced by an operator: a clone keeps
 * its own beside the data.
 */
async function ownCredential(pool: Pool, { organizationId }: DemoTenant, providers: Providers): Promise<string> {
  const provider = createVapiCredentials(providers.vapi);
  const ensure = () => ensureVapiCredential(pool, { organizationId, keys: providers.encryptionKeys, provider });
  try {
    return await ensure();
  } catch (error) {
    if (!(error instanceof SecretLocked)) throw error;
    await pool.query(
      "UPDATE vapi_credentials SET revoked_at = now() WHERE organization_id = $1 AND revoked_at IS NULL",
      [organizationId],
    );
    return ensure();
  }
}

/**
 * Registers the demo's assistant and number at the providers, or finds them, and keeps the providers' ids. After a provider
 * has forgotten everything (a reset sandbox), the same makes it whole again.
 *
 * @throws {ProviderError}
 */
export async function registerDemo(pool: Pool, tenant: DemoTenant, providers: Providers): Promise<void> {
  const { organizationId, phoneNumberId } = tenant;
  const credentialId = await ownCredential(pool, tenant, providers);
  const { assistantId } = tenant;
  await pushAssistant(pool, { organizationId, assistantId, provider: createVapiAssistants(providers.vapi) });
  const numbers = createTwilioNumbers(createTwilioClient(providers.twilio));
  const twilioSid = await ownNumber(numbers, phoneNumberId);
  const atVapi = await createVapiNumbers(providers.vapi, providers.twilio).importVapiPhoneNumber(business.e164, {
    numberId: phoneNumberId,
    serverUrl: `${providers.publicWebhooksUrl}/api/webhooks/vapi/${organizationId}`,
    credentialId,
    fallbackNumber: business.fallbackNumber,
  });
  await numbers.updateNumberWebhook(twilioSid, {
    statusCallback: `${providers.publicWebhooksUrl}/api/webhooks/twilio/status`,
  });
  await pool.query(
    `UPDATE phone_numbers SET state = 'active', twilio_sid = $2, vapi_phone_number_id = $3, last_error = NULL WHERE id = $1`,
    [phoneNumberId, twilioSid, atVapi.id],
  );
}
