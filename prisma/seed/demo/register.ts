import { createHash } from "node:crypto";
import { VapiClient, type Vapi } from "@vapi-ai/server-sdk";
import type { EncryptionKeys } from "@callflex/db/secret-box";
import type { Pool } from "@callflex/db/pool";
import { vapiAssistantConfig, type AssistantSource } from "@callflex/domain/assistants/vapi-config";
import { createTwilioClient } from "@callflex/providers/twilio/client";
import { business } from "./business.ts";
import { registerCredential } from "./register-credential.ts";
import type { DemoTenant } from "./stage.ts";

/** Where the providers, or what stands in for them, are reached. */
export interface Providers {
  publicWebhooksUrl: string;
  vapi: { baseUrl: string; apiKey: string };
  twilio: { baseUrl: string; accountSid: string; authToken: string };
  encryptionKeys: EncryptionKeys;
}

/** Creating isn't idempotent at VAPI and the SDK would repeat it: whatever is made is looked up first instead. */
const ONCE = { maxRetries: 0 };

/** More than a demo installation ever has. */
const ALL = { limit: 1000 };

async function registerAssistant(pool: Pool, vapi: VapiClient, tenant: DemoTenant): Promise<string> {
  const { rows } = await pool.query<AssistantSource & { version: number }>(
    `SELECT a.id, a.organization_id AS "organizationId", o.timezone, a.name, a.language, a.first_message AS "firstMessage", a.prompt,
            a.variable_values AS "variableValues", a.functions, a.voice, a.version
     FROM assistants a JOIN organizations o ON o.id = a.organization_id WHERE a.id = $1`,
    [tenant.assistantId],
  );
  const { version, ...source } = rows[0]!;
  const config: Vapi.CreateAssistantDto = vapiAssistantConfig(source);
  const known = (await vapi.assistants.list(ALL)).find(
    (assistant) => assistant.metadata?.callflexAssistantId === source.id,
  );
  const assistant = known
    ? await vapi.assistants.update({ id: known.id, ...config })
    : await vapi.assistants.create(config, ONCE);
  await pool.query(
    `UPDATE assistants SET vapi_assistant_id = $2, sync_state = 'synced', synced_version = $3, synced_hash = $4, synced_at = now(), sync_error = NULL
     WHERE id = $1`,
    [source.id, assistant.id, version, createHash("sha256").update(JSON.stringify(config)).digest("hex")],
  );
  return assistant.id;
}

/**
 * The number at VAPI carries our server and a human's number; no assistant is set, so that every call asks us who takes
 * it. VAPI owns the voice address at Twilio; its hold on texts is declined.
 */
async function registerNumberAtVapi(
  vapi: VapiClient,
  providers: Providers,
  organizationId: string,
  credentialId: string,
): Promise<string> {
  const settings = {
    name: business.numberLabel,
    smsEnabled: false,
    server: {
      url: `${providers.publicWebhooksUrl}/api/webhooks/vapi/${organizationId}`,
      timeoutSeconds: 20,
      credentialId,
      // Without it VAPI repeats nothing. (The SDK's type of `type` is a generator's slip: the API takes this text.)
      backoffPlan: { type: "exponential" as unknown as Record<string, unknown>, maxRetries: 5, baseDelaySeconds: 1 },
    },
    fallbackDestination: { type: "number" as const, number: business.fallbackNumber },
  };
  const known = (await vapi.phoneNumbers.list(ALL)).find(
    (number) => "number" in number && number.number === business.e164,
  );
  if (known?.id) {
    return (await vapi.phoneNumbers.update({ id: known.id, body: { provider: "twilio", ...settings } })).id;
  }
  const { accountSid: twilioAccountSid, authToken: twilioAuthToken } = providers.twilio;
  const number = await vapi.phoneNumbers.create(
    { provider: "twilio", number: business.e164, twilioAccountSid, twilioAuthToken, ...settings },
    ONCE,
  );
  return number.id;
}

async function ownNumberAtTwilio(twilio: ReturnType<typeof createTwilioClient>): Promise<string> {
  const [known] = await twilio.incomingPhoneNumbers.list({ phoneNumber: business.e164, limit: 1 });
  if (known) return known.sid;
  const bought = await twilio.incomingPhoneNumbers.create({ phoneNumber: business.e164, friendlyName: business.name });
  return bought.sid;
}

/**
 * Registers the demo's assistant and number through the official SDKs, or finds them, and keeps the providers' ids. After
 * a provider has forgotten everything (a reset sandbox), the same makes it whole again.
 *
 * @throws the SDKs' errors
 */
export async function registerDemo(pool: Pool, tenant: DemoTenant, providers: Providers): Promise<void> {
  const vapi = new VapiClient({ token: providers.vapi.apiKey, baseUrl: providers.vapi.baseUrl });
  const twilio = createTwilioClient(providers.twilio);
  const credentialId = await registerCredential(pool, vapi, providers.encryptionKeys, tenant.organizationId);
  await registerAssistant(pool, vapi, tenant);
  const twilioSid = await ownNumberAtTwilio(twilio);
  const vapiPhoneNumberId = await registerNumberAtVapi(vapi, providers, tenant.organizationId, credentialId);
  await twilio.incomingPhoneNumbers(twilioSid).update({
    statusCallback: `${providers.publicWebhooksUrl}/api/webhooks/twilio/status`,
    statusCallbackMethod: "POST",
  });
  await pool.query(
    `UPDATE phone_numbers SET state = 'active', twilio_sid = $2, vapi_phone_number_id = $3, last_error = NULL WHERE id = $1`,
    [tenant.phoneNumberId, twilioSid, vapiPhoneNumberId],
  );
}
