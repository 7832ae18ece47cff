import { z } from "zod";
import { httpUrl, logLevel, parseConfig, port } from "@callflex/platform/config";

const secret = z.string().min(1);

/** What the sandbox reads from its environment. */
export const sandboxEnvSchema = z.object({
  LOG_LEVEL: logLevel.default("info").describe("lowest log level written"),
  HOST: z.string().default("127.0.0.1").describe("interface to listen on"),
  SANDBOX_PORT: port.default(3300).describe("TCP port, 0 for any free one"),
  SANDBOX_PUBLIC_URL: httpUrl
    .optional()
    .describe("address under which others reach the sandbox; default: the address it listens on"),
  SANDBOX_STATE_DIR: z.string().optional().describe("folder that keeps the state; unset: memory only"),
  SANDBOX_SEED: z
    .string()
    .default("sandbox")
    .describe("seed of everything the sandbox chooses: timing, numbers, words"),
  SANDBOX_FIRST_CALL_AFTER_SECONDS: z.coerce
    .number()
    .min(0)
    .max(3600)
    .default(0)
    .describe("seconds after the first phone number appears until a call comes in by itself; 0: never"),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/, "must be AC and 32 hex digits")
    .describe("account that the Twilio stand-in accepts"),
  TWILIO_AUTH_TOKEN: secret.describe("auth token that the Twilio stand-in accepts and signs with"),
  VAPI_API_KEY: secret.describe("private key that the VAPI stand-in accepts"),
  RESEND_API_KEY: secret.describe("key that the Resend stand-in accepts"),
  GOOGLE_CLIENT_ID: secret.optional().describe("client that the Google stand-in accepts; unset: none"),
  GOOGLE_CLIENT_SECRET: secret.optional().describe("secret of that client"),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]+=*$/, "must be whsec_ and base64")
    .optional()
    .describe("signing secret of every Resend webhook endpoint; unset: a new one for each endpoint"),
});

/** Configuration of the sandbox. */
export type SandboxEnv = z.output<typeof sandboxEnvSchema>;

/**
 * Reads the sandbox's configuration.
 *
 * @throws {ConfigError} naming every wrong variable at once
 */
export function readEnv(): SandboxEnv {
  return parseConfig("sandbox", sandboxEnvSchema, process.env);
}
