import { createLiveNotifier } from "@callflex/db/live-notify";
import { createPool } from "@callflex/db/pool";
import { parseEncryptionKeys } from "@callflex/db/secret-box";
import { autocommit } from "@callflex/db/transaction";
import { createLogger } from "@callflex/platform/logger";
import { runService } from "@callflex/platform/service";
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
import { Client, Connection } from "@temporalio/client";
import { NativeConnection } from "@temporalio/worker";
import { createWorker } from "./create-worker.ts";
import { readEnv } from "./env.ts";
import { startHealthServer } from "./health-server.ts";
import { ensureSchedules } from "./schedules.ts";
import { installTemporalRuntime } from "./temporal-logger.ts";

/** Where the ingress takes Twilio's reports of deliveries. */
const SMS_STATUS_PATH = "/api/webhooks/twilio/status";
/** Where the ingress takes VAPI's messages; the organization's id follows. */
const VAPI_SERVER_PATH = "/api/webhooks/vapi";

/** Nobody waits in front of these requests: a VAPI that is slow for half a minute still gets its work done. */
const VAPI_TIMEOUT_MS = 45_000;

const env = readEnv();
const logger = createLogger({ service: "worker", level: env.LOG_LEVEL });

await runService(logger, async (onStop) => {
  installTemporalRuntime(logger);
  const pool = createPool(env.DATABASE_SERVICE_URL, { name: "callflex-worker", max: 20 });
  onStop(() => pool.end());
  const live = createLiveNotifier(env.DATABASE_DIRECT_URL);
  onStop(() => live.close());

  const clientConnection = await Connection.connect({ address: env.TEMPORAL_ADDRESS });
  onStop(() => clientConnection.close());
  const connection = await NativeConnection.connect({ address: env.TEMPORAL_ADDRESS });
  onStop(() => connection.close());

  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_BASE_URL: twilioUrl } = env;
  const twilio = createTwilioClient({ accountSid, authToken, baseUrl: twilioUrl });
  const patientVapi = { apiKey: env.VAPI_API_KEY, baseUrl: env.VAPI_BASE_URL, timeoutMs: VAPI_TIMEOUT_MS };
  const worker = await createWorker({
    connection,
    namespace: env.TEMPORAL_NAMESPACE,
    ...(env.WORKFLOW_BUNDLE ? { workflowBundle: env.WORKFLOW_BUNDLE } : {}),
    pool,
    encryptionKeys: parseEncryptionKeys(env.ENCRYPTION_KEYS),
    logger,
    sms: createSmsSender(twilio),
    mail: createMailSender({ apiKey: env.RESEND_API_KEY, baseUrl: env.RESEND_BASE_URL }),
    vapi: createVapiCalls({ apiKey: env.VAPI_API_KEY, baseUrl: env.VAPI_BASE_URL }),
    vapiCredentials: createVapiCredentials(patientVapi),
    vapiNumbers: createVapiNumbers(patientVapi, { accountSid, authToken }),
    vapiAssistants: createVapiAssistants(patientVapi),
    twilioNumbers: createTwilioNumbers(twilio),
    numberPatienceMs: env.NUMBER_PATIENCE_SECONDS * 1000,
    chats: createVapiChats({ apiKey: env.VAPI_API_KEY, baseUrl: env.VAPI_BASE_URL }),
    pages: { allowedPrivateHosts: env.KNOWLEDGE_ALLOW_PRIVATE_HOSTS },
    vapiTestCalls: createVapiTestCalls({ apiKey: env.VAPI_API_KEY, baseUrl: env.VAPI_BASE_URL }),
    vapiServerUrl: (organizationId) => `${env.PUBLIC_WEBHOOKS_URL}${VAPI_SERVER_PATH}/${organizationId}`,
    mailFrom: env.MAIL_FROM,
    publicWebUrl: env.PUBLIC_WEB_URL,
    smsStatusUrl: `${env.PUBLIC_WEBHOOKS_URL}${SMS_STATUS_PATH}`,
    onApplied: () => live.wake(),
  });
  await ensureSchedules(new Client({ connection: clientConnection, namespace: env.TEMPORAL_NAMESPACE }));

  if (env.WORKER_HEALTH_PORT !== undefined) {
    const health = await startHealthServer({
      host: env.HOST,
      port: env.WORKER_HEALTH_PORT,
      checks: {
        database: () => autocommit(pool, (tx) => tx.rows("SELECT 1")),
        temporal: () => clientConnection.workflowService.getSystemInfo({}),
      },
    });
    onStop(() => health.close());
  }

  // A worker that ends by itself has failed for good: nobody catches that, so the process ends and is started anew.
  const running = worker.run();
  onStop(async () => {
    if (worker.getState() === "RUNNING") worker.shutdown();
    await running;
  });
  logger.info({ temporal: env.TEMPORAL_ADDRESS }, "worker runs");
});
