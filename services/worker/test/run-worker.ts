import { createPool } from "@callflex/db/pool";
import { parseEncryptionKeys } from "@callflex/db/secret-box";
import { createLogger } from "@callflex/platform/logger";
import { createMailSender } from "@callflex/providers/resend/mail";
import { createTwilioClient } from "@callflex/providers/twilio/client";
import { createSmsSender } from "@callflex/providers/twilio/messages";
import { createVapiAssistants } from "@callflex/providers/vapi/assistants";
import { createVapiCalls } from "@callflex/providers/vapi/calls";
import { createVapiCredentials } from "@callflex/providers/vapi/credentials";
import { createVapiTestCalls } from "@callflex/providers/vapi/test-calls";
import { NativeConnection } from "@temporalio/worker";
import type { VapiCredentialDeps } from "../src/activities/vapi-credential-activities.ts";
import { createWorker } from "../src/create-worker.ts";
import { installTemporalRuntime } from "../src/temporal-logger.ts";

/** Keys that the sandbox is started with. */
export const SECRETS = {
  vapiApiKey: "vapi-test-key",
  twilioAccountSid: `AC${"0".repeat(32)}`,
  twilioAuthToken: "twilio-test-token",
  resendApiKey: "re_test",
};

/** An address where nobody listens. */
const NOBODY = "http://127.0.0.1:9";

/** Encrypts what mails about accounts say. */
export const ENCRYPTION_KEYS = `test:${Buffer.alloc(32, 7).toString("base64")}`;

const logger = createLogger({ service: "worker-test", level: "silent" });
installTemporalRuntime(logger);

/** What a worker process is started with (worker-process.ts). */
export interface WorkerProcessOptions {
  databaseUrl: string;
  sandboxUrl: string;
  temporalAddress: string;
  namespace: string;
  taskQueue: string;
  /** Times of a rotation that don't keep tests waiting. */
  rotationTimes?: VapiCredentialDeps["rotationTimes"];
  /** `host:port` of places whose pages may be read beside the sandbox's. */
  privateHosts?: string[];
  /** Address of an ingress, for a test that opens one. */
  webhooksUrl?: string;
}

/** The dependencies of a worker that talks to the sandbox. */
export function providersAt(
  sandboxUrl: string,
  { privateHosts = [], webhooksUrl = NOBODY }: Pick<WorkerProcessOptions, "privateHosts" | "webhooksUrl"> = {},
) {
  const twilio = createTwilioClient({
    accountSid: SECRETS.twilioAccountSid,
    authToken: SECRETS.twilioAuthToken,
    baseUrl: `${sandboxUrl}/twilio`,
  });
  return {
    sms: createSmsSender(twilio),
    mail: createMailSender({ apiKey: SECRETS.resendApiKey, baseUrl: `${sandboxUrl}/resend` }),
    vapi: createVapiCalls({ apiKey: SECRETS.vapiApiKey, baseUrl: `${sandboxUrl}/vapi` }),
    vapiAssistants: createVapiAssistants({ apiKey: SECRETS.vapiApiKey, baseUrl: `${sandboxUrl}/vapi` }),
    vapiCredentials: createVapiCredentials({ apiKey: SECRETS.vapiApiKey, baseUrl: `${sandboxUrl}/vapi` }),
    pages: { allowedPrivateHosts: [new URL(sandboxUrl).host, ...privateHosts] },
    vapiTestCalls: createVapiTestCalls({ apiKey: SECRETS.vapiApiKey, baseUrl: `${sandboxUrl}/vapi` }),
    mailFrom: "CallFlex <notifications@callflex.example>",
    publicWebUrl: "https://app.callflex.example",
    // Nobody listens there unless a test does: deliveries are asked for, or a test signals them.
    vapiServerUrl: (organizationId: string) => `${webhooksUrl}/api/webhooks/vapi/${organizationId}`,
    smsStatusUrl: `${NOBODY}/status`,
  };
}

/** Runs a worker in this process. */
export async function runWorker(options: WorkerProcessOptions): Promise<{ stop(): Promise<void> }> {
  const pool = createPool(options.databaseUrl, { name: "worker-test", max: 8 });
  const connection = await NativeConnection.connect({ address: options.temporalAddress });
  const { namespace, taskQueue, rotationTimes } = options;
  const encryptionKeys = parseEncryptionKeys(ENCRYPTION_KEYS);
  const times = rotationTimes ? { rotationTimes } : {};
  const deps = { connection, namespace, taskQueue, pool, encryptionKeys, logger, onApplied: () => undefined, ...times };
  const worker = await createWorker({ ...deps, ...providersAt(options.sandboxUrl, options) });
  const running = worker.run();
  return {
    async stop() {
      worker.shutdown();
      await running;
      await connection.close();
      await pool.end();
    },
  };
}
