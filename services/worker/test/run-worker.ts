import { createPool } from "@callflex/db/pool";
import { parseEncryptionKeys } from "@callflex/db/secret-box";
import { createLogger } from "@callflex/platform/logger";
import { createMailSender } from "@callflex/providers/resend/mail";
import { createTwilioClient } from "@callflex/providers/twilio/client";
import { createTwilioNumbers } from "@callflex/providers/twilio/numbers";
import { createSmsSender } from "@callflex/providers/twilio/messages";
import { createVapiAssistants } from "@callflex/providers/vapi/assistants";
import { createVapiCalls } from "@callflex/providers/vapi/calls";
import { createVapiNumbers } from "@callflex/providers/vapi/numbers";
import { createVapiChats } from "@callflex/providers/vapi/chats";
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
const TWILIO_ACCOUNT = { accountSid: SECRETS.twilioAccountSid, authToken: SECRETS.twilioAuthToken };

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
  /** File of the workflows; they are bundled anew without it. */
  workflowBundle?: string;
  /** Times of a rotation that don't keep tests waiting. */
  rotationTimes?: VapiCredentialDeps["rotationTimes"];
  /** `host:port` of places whose pages may be read beside the sandbox's. */
  privateHosts?: string[];
  /** Address of an ingress, for a test that opens one. */
  webhooksUrl?: string;
  /** How long a provider that doesn't answer is tried for a number; ten minutes if nothing else is said. */
  numberPatienceMs?: number;
  /** What was changed in this time a comparison with the providers leaves alone; as in main.ts if nothing else is said. */
  driftRestMs?: number;
  /** Limit of one request to VAPI; as in main.ts if nothing else is said. */
  vapiTimeoutMs?: number;
  /** Limit of one request to Twilio. */
  twilioTimeoutMs?: number;
}

/** The dependencies of a worker that talks to the sandbox. */
export function providersAt(
  sandboxUrl: string,
  options: Pick<WorkerProcessOptions, "privateHosts" | "webhooksUrl" | "vapiTimeoutMs" | "twilioTimeoutMs"> = {},
) {
  const { privateHosts = [], webhooksUrl = NOBODY } = options;
  const { vapiTimeoutMs: timeoutMs = 45_000, twilioTimeoutMs = 10_000 } = options;
  const twilio = createTwilioClient({
    ...TWILIO_ACCOUNT,
    baseUrl: `${sandboxUrl}/twilio`,
    timeoutMs: twilioTimeoutMs,
  });
  const vapi = { apiKey: SECRETS.vapiApiKey, baseUrl: `${sandboxUrl}/vapi`, timeoutMs };
  return {
    sms: createSmsSender(twilio),
    mail: createMailSender({ apiKey: SECRETS.resendApiKey, baseUrl: `${sandboxUrl}/resend` }),
    vapi: createVapiCalls({ apiKey: SECRETS.vapiApiKey, baseUrl: `${sandboxUrl}/vapi` }),
    vapiCredentials: createVapiCredentials(vapi),
    vapiNumbers: createVapiNumbers(vapi, TWILIO_ACCOUNT),
    vapiAssistants: createVapiAssistants(vapi),
    twilioNumbers: createTwilioNumbers(twilio),
    chats: createVapiChats(vapi),
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
  const { namespace, taskQueue, rotationTimes, workflowBundle } = options;
  const encryptionKeys = parseEncryptionKeys(ENCRYPTION_KEYS);
  const times = rotationTimes ? { rotationTimes } : {};
  const { numberPatienceMs = 600_000, driftRestMs } = options;
  const onApplied = () => undefined;
  const deps = {
    connection,
    namespace,
    taskQueue,
    pool,
    encryptionKeys,
    logger,
    numberPatienceMs,
    onApplied,
    ...times,
    ...(driftRestMs === undefined ? {} : { driftRestMs }),
    ...(workflowBundle === undefined ? {} : { workflowBundle }),
  };
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
