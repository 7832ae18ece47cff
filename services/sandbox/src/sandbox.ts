import type { Logger } from "@callflex/platform/logger";
import type { CallRegistry } from "./calls/call-registry.ts";
import type { Faults } from "./faults/faults.ts";
import type { Speed } from "./state/call-record.ts";
import type { Store } from "./state/store.ts";
import type { Deliverer } from "./webhooks/deliverer.ts";

/** Keys that clients must show, and with which webhooks are signed. */
export interface SandboxSecrets {
  vapiApiKey: string;
  twilioAccountSid: string;
  twilioAuthToken: string;
  resendApiKey: string;
  /** Signing secret of every Resend endpoint; without it each endpoint gets its own. */
  resendWebhookSecret?: string;
  /** The client that may send people to the stand-in for Google; without it nobody may. */
  google?: { clientId: string; clientSecret: string };
}

/** What every part of the sandbox works with. */
export interface Sandbox {
  store: Store;
  faults: Faults;
  deliverer: Deliverer;
  calls: CallRegistry;
  secrets: SandboxSecrets;
  seed: string;
  /** How fast calls to people go that a script answers. */
  outboundSpeed: Speed;
  logger: Logger;
  /** Address under which others reach the sandbox, without a trailing slash. */
  publicUrl(): string;
  /** Ends waits when the sandbox stops. */
  stopping: AbortSignal;
}
