import { commaList, httpUrl, logLevel, parseConfig, port, postgresUrl } from "@callflex/platform/config";
import { z } from "zod";

/** Configuration of the API. */
export const apiEnvSchema = z
  .object({
    LOG_LEVEL: logLevel.default("info").describe("Lowest level that is logged"),
    HOST: z.string().default("127.0.0.1").describe("Interface to listen on; 0.0.0.0 for all"),
    API_PORT: port.default(3100).describe("Port of the API"),
    DATABASE_APP_URL: postgresUrl.describe("PostgreSQL as role callflex_app, through the pooler where there is one"),
    DATABASE_AUTH_URL: postgresUrl.describe("PostgreSQL as role callflex_auth, through the pooler where there is one"),
    DATABASE_DIRECT_URL: postgresUrl.describe(
      "PostgreSQL as role callflex_app, not through a pooler (LISTEN and NOTIFY)",
    ),
    AUTH_SECRET: z.string().min(32).describe("At least 32 random characters; signs session cookies"),
    ENCRYPTION_KEYS: z
      .string()
      .min(1)
      .describe("<key id>:<32 bytes base64>, older keys after commas; closes what mails about accounts say"),
    PUBLIC_WEB_URL: httpUrl.describe("Address of the web app as browsers see it"),
    CORS_ORIGINS: commaList
      .pipe(z.array(httpUrl))
      .prefault("")
      .describe("Other browser origins that may use the API, after commas"),
    GOOGLE_CLIENT_ID: z.string().min(1).optional().describe("Client for signing in with Google; unset: not offered"),
    GOOGLE_CLIENT_SECRET: z.string().min(1).optional().describe("Secret of that client"),
    GOOGLE_DISCOVERY_URL: httpUrl
      .default("https://accounts.google.com/.well-known/openid-configuration")
      .describe("Where Google tells its addresses"),
    TEMPORAL_UI_URL: httpUrl.optional().describe("Address of the Temporal UI, for the links that staff sees"),
    TEMPORAL_NAMESPACE: z.string().default("default").describe("Temporal namespace, for those links"),
    RATE_LIMIT_PER_MINUTE: z.coerce
      .number()
      .int()
      .min(1)
      .default(1800)
      .describe("Requests that one user may make a minute"),
    VAPI_API_KEY: z
      .string()
      .min(1)
      .describe("VAPI private key; fetches recordings and takes part in conversations in the browser"),
    VAPI_BASE_URL: httpUrl.default("https://api.vapi.ai").describe("Address of VAPI's API"),
    TWILIO_ACCOUNT_SID: z.string().startsWith("AC").describe("Twilio account whose numbers are searched"),
    TWILIO_AUTH_TOKEN: z.string().min(1).describe("Primary auth token of the Twilio account"),
    TWILIO_BASE_URL: httpUrl.default("https://api.twilio.com").describe("Address of Twilio's API"),
  })
  .refine((env) => !env.GOOGLE_CLIENT_ID === !env.GOOGLE_CLIENT_SECRET, {
    path: ["GOOGLE_CLIENT_SECRET"],
    error: "must be set together with GOOGLE_CLIENT_ID",
  });
export type ApiEnv = z.infer<typeof apiEnvSchema>;

/** @throws {ConfigError} naming everything that is wrong */
export function readEnv(): ApiEnv {
  return parseConfig("api", apiEnvSchema, process.env);
}
