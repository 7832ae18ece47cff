import { fileURLToPath } from "node:url";
import { TASK_QUEUE } from "@callflex/contracts/workflow";
import type { Pool } from "@callflex/db/pool";
import type { EncryptionKeys } from "@callflex/db/secret-box";
import type { Logger } from "@callflex/platform/logger";
import type { MailSender } from "@callflex/providers/resend/mail";
import type { SmsSender } from "@callflex/providers/twilio/messages";
import type { VapiCalls } from "@callflex/providers/vapi/calls";
import type { VapiChats } from "@callflex/providers/vapi/chats";
import { Worker, type NativeConnection } from "@temporalio/worker";
import { createAccountMailActivities } from "./activities/account-mail-activities.ts";
import { createAssistantActivities, type AssistantDeps } from "./activities/assistant-activities.ts";
import { createAssistantTestActivities } from "./activities/assistant-test-activities.ts";
import { createCallActivities } from "./activities/call-activities.ts";
import { createDeletionActivities } from "./activities/deletion-activities.ts";
import type { HandOverOptions } from "./activities/hand-over.ts";
import { createDriftActivities, type DriftDeps } from "./activities/drift-activities.ts";
import { createKnowledgeActivities } from "./activities/knowledge-activities.ts";
import { createMaintenanceActivities } from "./activities/maintenance-activities.ts";
import { createNotificationActivities } from "./activities/notification-activities.ts";
import { createPhoneNumberActivities, type PhoneNumberDeps } from "./activities/phone-number-activities.ts";
import { createReconcileActivities } from "./activities/reconcile-activities.ts";
import { createReleaseActivities } from "./activities/release-activities.ts";
import { createVapiCredentialActivities, type VapiCredentialDeps } from "./activities/vapi-credential-activities.ts";
import type { FetchOptions } from "./reading/fetch-page.ts";
import { createTestCallActivities, type TestCallDeps } from "./activities/test-call-activities.ts";

/** What the worker works with. */
export interface WorkerDeps
  extends HandOverOptions, VapiCredentialDeps, TestCallDeps, AssistantDeps, PhoneNumberDeps, DriftDeps {
  connection: NativeConnection;
  namespace: string;
  taskQueue?: string;
  /** File that `npm run bundle` wrote; without it the workflows are bundled here, which takes seconds. */
  workflowBundle?: string;
  pool: Pool;
  /** Open what mails about accounts say, and the secrets by which VAPI signs. */
  encryptionKeys: EncryptionKeys;
  sms: SmsSender;
  mail: MailSender;
  vapi: VapiCalls;
  /** Plays the callers of assistants' tests. */
  chats: VapiChats;
  /** How pages are fetched that assistants answer from. */
  pages: FetchOptions;
  logger: Logger;
  /** Called after a commit: dashboards have something to show. */
  onApplied: () => void;
}

/** The module whose exports are the workflows. */
export const WORKFLOWS_PATH = fileURLToPath(new URL("./workflows/all-workflows.ts", import.meta.url));

/** A cached workflow takes about 1 MB; one that is not cached is replayed from its history. */
const MAX_CACHED_WORKFLOWS = 60;
/** Activities at once; each takes a database connection for short moments. */
const MAX_ACTIVITIES = 20;

/**
 * Makes the worker: loads or bundles the workflows and registers the activities. `run` starts it.
 *
 * Its shutdown lets activities finish for 5 s, then cancels them, and is over within 10 s.
 */
export function createWorker(deps: WorkerDeps): Promise<Worker> {
  return Worker.create({
    connection: deps.connection,
    namespace: deps.namespace,
    taskQueue: deps.taskQueue ?? TASK_QUEUE,
    ...(deps.workflowBundle
      ? { workflowBundle: { codePath: deps.workflowBundle } }
      : { workflowsPath: WORKFLOWS_PATH }),
    activities: {
      ...createCallActivities(deps),
      ...createNotificationActivities(deps),
      ...createPhoneNumberActivities(deps),
      ...createReleaseActivities(deps),
      ...createAccountMailActivities(deps),
      ...createDeletionActivities(deps),
      ...createAssistantTestActivities(deps),
      ...createKnowledgeActivities(deps),
      ...createMaintenanceActivities(deps),
      ...createVapiCredentialActivities(deps),
      ...createTestCallActivities(deps),
      ...createAssistantActivities(deps),
      ...createDriftActivities(deps),
      ...createReconcileActivities(deps),
    },
    maxCachedWorkflows: MAX_CACHED_WORKFLOWS,
    maxConcurrentActivityTaskExecutions: MAX_ACTIVITIES,
    maxConcurrentWorkflowTaskExecutions: 20,
    // A workflow whose worker was killed goes to another one after this time.
    stickyQueueScheduleToStartTimeout: "3 seconds",
    shutdownGraceTime: "5 seconds",
    shutdownForceTime: "10 seconds",
  });
}
