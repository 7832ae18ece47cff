import type { StackDemo } from "./demo.ts";
import type { Ports } from "./ports.ts";
import type { StackDatabase } from "./postgres.ts";
import type { RunInfo } from "./run-file.ts";
import type { Secrets } from "./secrets.ts";
import type { StackTemporal } from "./temporal.ts";

/** Addresses of the parts that speak HTTP, without a trailing slash. */
export type Addresses = Pick<RunInfo, "web" | "api" | "webhooks" | "sandbox">;

/** Where the parts answer: on this machine alone. */
export function addressesOf(ports: Ports): Addresses {
  const url = (port: number) => `http://127.0.0.1:${port}`;
  return { web: url(ports.web), api: url(ports.api), webhooks: url(ports.webhooks), sandbox: url(ports.sandbox) };
}

/**
 * Puts together what tools and tests need to know about a stack.
 *
 * @param stack its addresses, servers, secrets, and its demo where it has one
 */
export function describeRun(stack: {
  addresses: Addresses;
  database: StackDatabase;
  temporal: StackTemporal;
  secrets: Secrets;
  demo: StackDemo | undefined;
}): RunInfo {
  const { addresses, database, temporal, secrets, demo } = stack;
  return {
    ...addresses,
    temporal: temporal.address,
    temporalUi: temporal.uiUrl,
    postgres: database.adminUrl,
    demo: demo ? { email: demo.email, password: demo.password, organizationId: demo.organizationId } : null,
    secrets: {
      vapi: demo?.vapiSecret ?? "",
      twilio: secrets.twilioAuthToken,
      stripe: secrets.stripeWebhookSecret,
      resend: secrets.resendWebhookSecret,
    },
  };
}
