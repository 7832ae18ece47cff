import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { randomPasswords, type RolePasswords } from "../roles.ts";

/** Secrets of an installation on one machine; all random, none leaves `.data`. */
export interface Secrets {
  /** Password of the embedded server's administrator. */
  postgres: string;
  roles: RolePasswords;
  authSecret: string;
  /** `<key id>:<32 bytes base64>`. */
  encryptionKeys: string;
  demoPassword: string;
  vapiApiKey: string;
  twilioAccountSid: string;
  twilioAuthToken: string;
  stripeWebhookSecret: string;
  resendApiKey: string;
  googleClientId: string;
  googleClientSecret: string;
  resendWebhookSecret: string;
}

/** Made in the shapes that the providers' SDKs insist on. */
function randomSecrets(): Secrets {
  const text = (bytes: number) => randomBytes(bytes).toString("base64url");
  return {
    postgres: text(24),
    roles: randomPasswords(),
    authSecret: text(36),
    encryptionKeys: `k1:${randomBytes(32).toString("base64")}`,
    demoPassword: `demo-${text(9)}`,
    vapiApiKey: text(24),
    twilioAccountSid: `AC${randomBytes(16).toString("hex")}`,
    twilioAuthToken: randomBytes(16).toString("hex"),
    stripeWebhookSecret: `whsec_${text(24)}`,
    resendApiKey: `re_${text(18)}`,
    googleClientId: `${text(12)}.apps.googleusercontent.com`,
    googleClientSecret: `GOCSPX-${text(21)}`,
    resendWebhookSecret: `whsec_${randomBytes(24).toString("base64")}`,
  };
}

/**
 * Reads the secrets of an installation, making the missing ones.
 *
 * @param dataDir folder of the installation's state
 * @returns the same values each time, until that folder is removed
 */
export function loadSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, "secrets.json");
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Partial<Secrets>) : {};
  const secrets = { ...randomSecrets(), ...kept };
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}
