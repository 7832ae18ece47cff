import { httpUrl, logLevel, parseConfig, port } from "@callflex/platform/config";
import { z } from "zod";

/** Environment variables of the web server. */
export const webEnvSchema = z.object({
  NODE_ENV: z
    .enum(["production", "development", "test"])
    .default("development")
    .describe("production serves web/build, anything else compiles on the fly"),
  HOST: z.string().default("127.0.0.1").describe("interface that the server listens on"),
  WEB_PORT: port.default(3000).describe("TCP port of the dashboard"),
  API_URL: httpUrl.default("http://127.0.0.1:3100").describe("address of the API, as this server reaches it"),
  PUBLIC_WEB_URL: httpUrl.default("http://127.0.0.1:3000").describe("address of the dashboard, as people type it"),
  VAPI_PUBLIC_KEY: z
    .string()
    .min(1)
    .optional()
    .describe(
      "public key of the VAPI organization; set, assistants can be spoken to in the browser; unset: people type",
    ),
  LOG_LEVEL: logLevel.default("info").describe("lowest level of log lines"),
});
export type WebEnv = z.infer<typeof webEnvSchema>;

/**
 * Reads the web server's configuration.
 *
 * @throws {ConfigError} naming every wrong variable
 */
export function readEnv(): WebEnv {
  return parseConfig("web", webEnvSchema, process.env);
}
