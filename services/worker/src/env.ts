import { httpUrl, logLevel, parseConfig, port, postgresUrl } from "@callflex/platform/config";
import { z } from "zod";

/** Configuration of the worker. */
export const workerEnvSchema = z.object({
  LOG_LEVEL: logLevel.default("info").describe("Lowest level that is logged"),
  HOST: z.string().default("127.0.0.1").describe("Interface to listen on; 0.0.0.0 for all"),
  WORKER_HEALTH_PORT: port.optional().describe("Port of /healthz and /readyz; they are not served without it"),
  WORKFLOW_BUNDLE: z
    .string()
    .optional()
    .describe("File of prebuilt workflows (npm run bundle), for a quick start; without it they are bundled at start"),
  DATABASE_SERVICE_URL: postgresUrl.describe(
    "PostgreSQL as role callflex_service, through the pooler where there is one",
  ),
  DATABASE_DIRECT_URL: postgresUrl.describe(
    "PostgreSQL as role callflex_service, not through a pooler (LISTEN and NOTIFY)",
  ),
  ENCRYPTION_KEYS: z
    .string()
    .min(1)
    .describe(
      "<key id>:<32 bytes base64>, older keys after commas; opens what mails about accounts say and the secrets by which VAPI signs",
    ),
  TEMPORAL_ADDRESS: z.string().default("127.0.0.1:7233").describe("host:port of the Temporal frontend"),
  TEMPORAL_NAMESPACE: z.string().default("default").describe("Temporal namespace"),
  TWILIO_ACCOUNT_SID: z.string().startsWith("AC").describe("Twilio account that sends text messages"),
  TWILIO_AUTH_TOKEN: z.string().min(1).describe("Primary auth token of the Twilio account"),
  TWILIO_BASE_URL: httpUrl.default("https://api.twilio.com").describe("Address of Twilio's API"),
  RESEND_API_KEY: z.string().min(1).describe("Resend key that may send mails"),
  RESEND_BASE_URL: httpUrl.default("https://api.resend.com").describe("Address of Resend's API"),
  MAIL_FROM: z.string().min(3).describe("Sender of all mails, Name <address@verified.domain>"),
  VAPI_API_KEY: z.string().min(1).describe("Private key of the VAPI organization"),
  VAPI_BASE_URL: httpUrl.default("https://api.vapi.ai").describe("Address of VAPI's API"),
  KNOWLEDGE_ALLOW_PRIVATE_HOSTS: z
    .string()
    .default("")
    .transform((hosts) => hosts.split(",").flatMap((host) => host.trim() || []))
    .pipe(z.array(z.string().regex(/^[^\s/:]+:\d{1,5}$/, "must be host:port, like 127.0.0.1:4010")))
    .describe("host:port of places in private networks whose pages may be read for assistants; none in production"),
  NUMBER_PATIENCE_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(86_400)
    .default(600)
    .describe("How long a step of a number is tried while a provider doesn't answer, before it is undone"),
  PUBLIC_WEB_URL: httpUrl.describe("Address of the dashboard; messages link to it"),
  PUBLIC_WEBHOOKS_URL: httpUrl.describe(
    "Address under which Twilio reports the delivery of text messages and VAPI what happens in calls",
  ),
});
export type WorkerEnv = z.infer<typeof workerEnvSchema>;

/** @throws {ConfigError} naming everything that is wrong */
export function readEnv(): WorkerEnv {
  return parseConfig("worker", workerEnvSchema, process.env);
}
