import { flag, httpUrl, logLevel, parseConfig, port, postgresUrl } from "@callflex/platform/config";
import { z } from "zod";

/** Configuration of the ingress. */
export const webhooksEnvSchema = z.object({
  LOG_LEVEL: logLevel.default("info").describe("Lowest level that is logged"),
  HOST: z.string().default("127.0.0.1").describe("Interface to listen on; 0.0.0.0 for all"),
  WEBHOOKS_PORT: port.default(3200).describe("Port of the ingress"),
  DATABASE_SERVICE_URL: postgresUrl.describe(
    "PostgreSQL as role callflex_service, through the pooler where there is one",
  ),
  DATABASE_DIRECT_URL: postgresUrl.describe(
    "PostgreSQL as role callflex_service, not through a pooler (LISTEN and NOTIFY)",
  ),
  PUBLIC_WEBHOOKS_URL: httpUrl.describe("Address under which providers reach the ingress; Twilio signs over it"),
  TWILIO_AUTH_TOKEN: z.string().min(1).describe("Primary auth token of the Twilio account; signs its webhooks"),
  TWILIO_AUTH_TOKEN_PREVIOUS: z.string().min(1).optional().describe("The token before, while it is rotated"),
  ENCRYPTION_KEYS: z
    .string()
    .min(1)
    .describe("<key id>:<32 bytes base64>, older keys after commas; opens stored secrets"),
  TEMPORAL_ADDRESS: z.string().default("127.0.0.1:7233").describe("host:port of the Temporal frontend"),
  TEMPORAL_NAMESPACE: z.string().default("default").describe("Temporal namespace"),
  RELAY_ENABLED: flag
    .default(true)
    .describe("Whether this process carries out what the outbox holds; false for an ingress alone"),
  VAPI_CONCURRENT_CALLS: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe("Calls at once that the VAPI account allows; beyond them callers are forwarded instead"),
  INGRESS_ENABLED: flag.default(true).describe("Whether this process takes webhooks; false for a relay alone"),
});
export type WebhooksEnv = z.infer<typeof webhooksEnvSchema>;

/** @throws {ConfigError} naming everything that is wrong */
export function readEnv(): WebhooksEnv {
  return parseConfig("webhooks", webhooksEnvSchema, process.env);
}
