import { randomUUID } from "node:crypto";
import { readCallFacts } from "@callflex/contracts/vapi/call-facts";
import { parseVapiMessage } from "@callflex/contracts/vapi/server-message";
import {
  SEARCH_ATTRIBUTES,
  workflowId,
  WORKFLOWS,
  type ProcessCallEndInput,
  type SendAccountMailInput,
  type SendNotificationInput,
  type TestCallInput,
} from "@callflex/contracts/workflow";
import { newId } from "@callflex/db/ids";
import { createPool, type Pool } from "@callflex/db/pool";
import { createPrisma } from "@callflex/db/prisma";
import { parseEncryptionKeys } from "@callflex/db/secret-box";
import { transaction } from "@callflex/db/transaction";
import { enqueueAccountMail, type AccountMailRequest } from "@callflex/domain/accounts/enqueue-account-mail";
import { ensureCall } from "@callflex/domain/calls/ensure-call";
import { eventKey, revisionOf } from "@callflex/domain/calls/vapi-event-key";
import { requestNotifications } from "@callflex/domain/notifications/request-notifications";
import { recordEvents, type ReceivedEvent } from "@callflex/domain/outbox/record-events";
import { startSandbox, type SandboxOptions } from "@callflex/sandbox/start-sandbox";
import {
  makeAssistant,
  makeCall,
  makeInboxItem,
  makeOrganization,
  makePhoneNumber,
  makeTestCall,
  uniquePhone,
} from "@callflex/testing/factories";
import { createTestDatabase } from "@callflex/testing/postgres";
import { testTemporal } from "@callflex/testing/temporal";
import { Client, Connection, type WorkflowHandle } from "@temporalio/client";
import { inject } from "vitest";
import type {} from "@callflex/testing/provided-context";
import { endOfCallReport } from "./end-of-call-report.ts";
import { ENCRYPTION_KEYS, SECRETS, type WorkerProcessOptions } from "./run-worker.ts";

export type Harness = Awaited<ReturnType<typeof startHarness>>;

/** A database, a sandbox and an organization of a test file, and the run's Temporal server under a task queue of its own. */
export async function startHarness(given: { outboundSpeed?: SandboxOptions["outboundSpeed"] } = {}) {
  const database = await createTestDatabase();
  const admin = createPool(database.adminUrl, { name: "worker-test-admin", max: 4 });
  const service = createPool(database.urls.service, { name: "worker-test-service", max: 4 });
  const auth = createPrisma(database.urls.auth, { name: "worker-test-auth" });
  const sandbox = await startSandbox({ secrets: SECRETS, ...given });
  const temporal = testTemporal();
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection, namespace: temporal.namespace });
  const options: WorkerProcessOptions = {
    databaseUrl: database.urls.service,
    sandboxUrl: sandbox.url,
    temporalAddress: temporal.address,
    namespace: temporal.namespace,
    taskQueue: `worker-test-${randomUUID()}`,
    workflowBundle: inject("workflowBundle"),
  };
  const control = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${sandbox.url}/sandbox${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, never>;
  };

  const organization = await makeOrganization(admin, { name: "Bright Spark", timezone: "America/New_York" });
  const number = await makePhoneNumber(admin, { organizationId: organization.id });
  await control("POST", "/twilio/numbers", { phoneNumber: number.e164, texting: "registered" });

  /** Starts a workflow the way the relay does. */
  async function start(
    workflowType: string,
    id: string,
    input: { organizationId: string; callId?: string; entryId?: string; phoneNumberId?: string; runId?: string },
  ) {
    return await client.workflow.start(workflowType, {
      taskQueue: options.taskQueue,
      workflowId: id,
      args: [input],
      workflowIdReusePolicy: "ALLOW_DUPLICATE_FAILED_ONLY",
      workflowIdConflictPolicy: "USE_EXISTING",
      searchAttributes: {
        [SEARCH_ATTRIBUTES.organizationId]: [input.organizationId],
        ...(input.callId ? { [SEARCH_ATTRIBUTES.callId]: [input.callId] } : {}),
        ...(input.phoneNumberId ? { [SEARCH_ATTRIBUTES.phoneNumberId]: [input.phoneNumberId] } : {}),
      },
    });
  }

  return {
    organizationId: organization.id,
    number,
    database,
    admin,
    service,
    client,
    options,
    control,
    start,

    /** Records a message of a caller and who is to be told about it. */
    async requestAbout(to: { emails?: string[]; phones?: string[] }) {
      const call = await makeCall(admin, { organizationId: organization.id, phoneNumberId: number.id });
      const item = await makeInboxItem(admin, { organizationId: organization.id, callId: call.id });
      const ids = await transaction(service, (tx) =>
        requestNotifications(tx, {
          organizationId: organization.id,
          callId: call.id,
          kind: "message",
          inboxItemId: item.id,
          dedupePrefix: `item/${item.id}`,
          settings: { emails: to.emails ?? [], phones: to.phones ?? [], kinds: ["message"] },
        }),
      );
      return { callId: call.id, ids };
    },

    send(notificationId: string, callId: string) {
      const input: SendNotificationInput = { organizationId: organization.id, notificationId, callId };
      return start(WORKFLOWS.sendNotification, workflowId.notification(notificationId), input);
    },

    /** Lets a call end: its row, and its report in the outbox unless it is held back. */
    async endCall(given: { withRecording?: boolean } = {}) {
      const report = endOfCallReport({ vapiPhoneNumberId: number.vapiPhoneNumberId, ...given });
      const message = parseVapiMessage(report);
      const facts = readCallFacts(message)!;
      const { callId } = await transaction(service, (tx) =>
        ensureCall(tx, { organizationId: organization.id, facts, receivedAt: new Date() }),
      );
      const eventId = newId();
      const event: ReceivedEvent = {
        id: eventId,
        provider: "vapi",
        scope: organization.id,
        eventKey: eventKey(message, eventId),
        revision: revisionOf(message),
        type: message.type,
        organizationId: organization.id,
        orderingKey: null,
        body: report,
        deliver: false,
      };
      return { callId, providerCallId: facts.providerCallId, receiveReport: () => recordEvents(service, [event]) };
    },

    /** Lays a mail about an account ready, as sign-in does; lasts an hour if nothing else is said. */
    requestAccountMail(mail: Pick<AccountMailRequest, "facts" | "recipient"> & Partial<AccountMailRequest>) {
      const request = { expiresAt: new Date(Date.now() + 3_600_000), organizationId: null, userId: null, ...mail };
      return auth.$transaction((tx) => enqueueAccountMail(tx, parseEncryptionKeys(ENCRYPTION_KEYS), request));
    },

    sendAccountMail(mailId: string) {
      const input: SendAccountMailInput = { mailId };
      return client.workflow.start(WORKFLOWS.sendAccountMail, {
        taskQueue: options.taskQueue,
        workflowId: workflowId.accountMail(mailId),
        args: [input],
      });
    },

    processCallEnd(callId: string, id = workflowId.callEnd(callId)) {
      const input: ProcessCallEndInput = { organizationId: organization.id, callId, eventId: newId() };
      return start(WORKFLOWS.processCallEnd, id, input);
    },

    /** Asks for a test call and starts it the way the relay does; the sandbox has its assistant and number. */
    async placeTestCall(call: { kind: "call_me"; vapiPhoneNumberId?: string }) {
      const send = async (path: string, body: object) => {
        const headers = { "content-type": "application/json", authorization: `Bearer ${SECRETS.vapiApiKey}` };
        const url = `${sandbox.url}/vapi${path}`;
        const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
        return (await answer.json()) as { id: string };
      };
      const account = { twilioAccountSid: SECRETS.twilioAccountSid, twilioAuthToken: SECRETS.twilioAuthToken };
      const { id: vapiAssistantId } = await send("/assistant", { name: "Receptionist", firstMessage: "Hello" });
      const e164 = uniquePhone();
      await control("POST", "/twilio/numbers", { phoneNumber: e164 });
      const imported = await send("/phone-number", { provider: "twilio", number: e164, ...account });
      const { vapiPhoneNumberId = imported.id } = call;
      const assistant = await makeAssistant(admin, { organizationId: organization.id, vapiAssistantId });
      const from = await makePhoneNumber(admin, { organizationId: organization.id, e164, vapiPhoneNumberId });
      const testCall = await makeTestCall(admin, {
        organizationId: organization.id,
        assistantId: assistant.id,
        phoneNumberId: from.id,
        toNumber: uniquePhone(),
      });
      const input: TestCallInput = { organizationId: organization.id, testCallId: testCall.id };
      return await start(WORKFLOWS.testCall, workflowId.testCall(testCall.id), input);
    },

    /** Texts that the sandbox has for a recipient, newest first. */
    async texts(to: string) {
      const { messages } = await control("GET", `/messages?to=${encodeURIComponent(to)}`);
      return messages as unknown as { body: string; status: string; numSegments: number }[];
    },
    async mails(to: string) {
      const { mails } = await control("GET", `/mails?to=${encodeURIComponent(to)}`);
      return mails as unknown as { subject: string; text: string; html: string }[];
    },

    async stop() {
      await connection.close();
      await sandbox.close();
      await auth.$disconnect();
      await service.end();
      await admin.end();
      await database.drop();
    },
  };
}

/** A page or a file that an assistant shall know. */
export type Unread = { kind: "url"; url: string } | { kind: "document"; file: Buffer; mediaType: string };

/** Adds an entry that waits to be read. @returns its id */
export async function addUnread(
  db: Pool,
  entry: Unread & { organizationId: string; assistantId: string },
): Promise<string> {
  const id = newId();
  const { url, file, mediaType } = { url: null, file: null, mediaType: null, ...entry };
  const title = url?.replace(/^https?:\/\//, "") ?? "To be read";
  await db.query(
    `INSERT INTO knowledge_entries (id, organization_id, assistant_id, kind, title, source_url, file, media_type, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'reading')`,
    [id, entry.organizationId, entry.assistantId, entry.kind, title, url, file, mediaType],
  );
  return id;
}

/** A notification's row. */
export async function notificationRow(db: Pool, id: string) {
  const { rows } = await db.query<{
    state: string;
    attempts: number;
    last_error: string | null;
    provider_message_id: string | null;
    reference: string;
  }>("SELECT state, attempts, last_error, provider_message_id, reference FROM notifications WHERE id = $1", [id]);
  return rows[0]!;
}

/** An account mail's row. */
export async function accountMailRow(db: Pool, id: string) {
  const { rows } = await db.query<{
    state: string;
    attempts: number;
    last_error: string | null;
    facts_ciphertext: Buffer | null;
    encryption_key_id: string | null;
  }>("SELECT state, attempts, last_error, facts_ciphertext, encryption_key_id FROM account_mails WHERE id = $1", [id]);
  return rows[0]!;
}

/** A call's timeline. */
export async function stepRows(db: Pool, callId: string) {
  const { rows } = await db.query<{
    step: string;
    subject: string;
    state: string;
    attempts: number;
    detail: string | null;
    workflow_id: string | null;
  }>(
    `SELECT step, subject, state, attempts, detail, workflow_id FROM call_processing_steps WHERE call_id = $1
     ORDER BY started_at, step`,
    [callId],
  );
  return rows;
}

/** Waits until a value is as wanted; the test's own time limit ends a wait in vain. */
export async function until<T>(read: () => Promise<T>, wanted: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (wanted(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Waits until a workflow has or hasn't NeedsAttention. */
export async function untilAttention(handle: WorkflowHandle, value: boolean): Promise<void> {
  await until(
    async () => (await handle.describe()).searchAttributes[SEARCH_ATTRIBUTES.needsAttention]?.[0],
    (given) => given === value,
  );
}
