import type { RoleUrls } from "../roles.ts";
import { addressesOf } from "./describe-run.ts";
import type { PartPlan } from "./part.ts";
import type { Ports } from "./ports.ts";
import type { Secrets } from "./secrets.ts";

/** Everything the settings of the parts are made from. */
export interface PartContext {
  ports: Ports;
  secrets: Secrets;
  urls: RoleUrls;
  temporal: { address: string; namespace: string; uiUrl: string };
  /** Folder where the sandbox keeps its state. */
  sandboxDir: string;
  /** A call comes in by itself so long after the sandbox has got its first number; 0 for never. */
  firstCallAfterSeconds: number;
}

/** The parts of the product, in the order of the ways that lead through them. */
export interface PartPlans {
  sandbox: PartPlan;
  webhooks: PartPlan;
  api: PartPlan;
  worker: PartPlan;
  web: PartPlan;
}

/**
 * The settings of each part on one machine: every provider is the sandbox, by configuration alone.
 *
 * @param context addresses and secrets of this stack
 * @returns what to run with which environment
 */
export function planParts({ ports, secrets, urls, temporal, ...sandboxSettings }: PartContext): PartPlans {
  const { web, api, webhooks, sandbox } = addressesOf(ports);
  const vapi = { VAPI_API_KEY: secrets.vapiApiKey, VAPI_BASE_URL: `${sandbox}/vapi` };
  const twilio = {
    TWILIO_ACCOUNT_SID: secrets.twilioAccountSid,
    TWILIO_AUTH_TOKEN: secrets.twilioAuthToken,
    TWILIO_BASE_URL: `${sandbox}/twilio`,
  };
  const addresses = { PUBLIC_WEB_URL: web, PUBLIC_WEBHOOKS_URL: webhooks };
  const google = { GOOGLE_CLIENT_ID: secrets.googleClientId, GOOGLE_CLIENT_SECRET: secrets.googleClientSecret };
  const temporalServer = { TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: temporal.namespace };
  const common = { HOST: "127.0.0.1", LOG_LEVEL: "info", NODE_ENV: "production" };
  const plan = (name: string, entry: string, env: Record<string, string>): PartPlan => ({
    name,
    entry,
    env: { ...common, ...env },
  });
  return {
    sandbox: plan("sandbox", "services/sandbox/src/main.ts", {
      SANDBOX_PORT: String(ports.sandbox),
      SANDBOX_STATE_DIR: sandboxSettings.sandboxDir,
      TWILIO_ACCOUNT_SID: secrets.twilioAccountSid,
      TWILIO_AUTH_TOKEN: secrets.twilioAuthToken,
      VAPI_API_KEY: secrets.vapiApiKey,
      RESEND_API_KEY: secrets.resendApiKey,
      RESEND_WEBHOOK_SECRET: secrets.resendWebhookSecret,
      ...google,
      SANDBOX_FIRST_CALL_AFTER_SECONDS: String(sandboxSettings.firstCallAfterSeconds),
    }),
    webhooks: plan("webhooks", "services/webhooks/src/main.ts", {
      WEBHOOKS_PORT: String(ports.webhooks),
      DATABASE_SERVICE_URL: urls.service,
      DATABASE_DIRECT_URL: urls.service,
      PUBLIC_WEBHOOKS_URL: addresses.PUBLIC_WEBHOOKS_URL,
      TWILIO_AUTH_TOKEN: secrets.twilioAuthToken,
      ENCRYPTION_KEYS: secrets.encryptionKeys,
      RELAY_ENABLED: "true",
      ...temporalServer,
    }),
    api: plan("api", "services/api/src/main.ts", {
      API_PORT: String(ports.api),
      DATABASE_APP_URL: urls.app,
      DATABASE_AUTH_URL: urls.auth,
      DATABASE_DIRECT_URL: urls.app,
      AUTH_SECRET: secrets.authSecret,
      ENCRYPTION_KEYS: secrets.encryptionKeys,
      CORS_ORIGINS: addresses.PUBLIC_WEB_URL,
      TEMPORAL_UI_URL: temporal.uiUrl,
      TEMPORAL_NAMESPACE: temporal.namespace,
      PUBLIC_WEB_URL: addresses.PUBLIC_WEB_URL,
      GOOGLE_DISCOVERY_URL: `${sandbox}/google/.well-known/openid-configuration`,
      ...google,
      ...vapi,
      ...twilio,
    }),
    worker: plan("worker", "services/worker/src/main.ts", {
      DATABASE_SERVICE_URL: urls.service,
      DATABASE_DIRECT_URL: urls.service,
      ENCRYPTION_KEYS: secrets.encryptionKeys,
      RESEND_API_KEY: secrets.resendApiKey,
      RESEND_BASE_URL: `${sandbox}/resend`,
      MAIL_FROM: "CallFlex <calls@callflex.test>",
      KNOWLEDGE_ALLOW_PRIVATE_HOSTS: new URL(sandbox).host,
      ...temporalServer,
      ...addresses,
      ...vapi,
      ...twilio,
    }),
    web: plan("web", "web/server/main.ts", {
      WEB_PORT: String(ports.web),
      API_URL: api,
      PUBLIC_WEB_URL: addresses.PUBLIC_WEB_URL,
    }),
  };
}
