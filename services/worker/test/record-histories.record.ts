import { mkdirSync } from "node:fs";
import { DELIVERY_STATUS_SIGNAL, workflowId, WORKFLOWS } from "@callflex/contracts/workflow";
import { newId } from "@callflex/db/ids";
import { suggestTests } from "@callflex/domain/assistant-tests/suggest-tests";
import { makeAssistant, makeOrganization, makePhoneNumber, uniquePhone } from "@callflex/testing/factories";
import type { WorkflowHandle } from "@temporalio/client";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { assistantScenarios } from "./assistant-scenarios.ts";
import {
  addUnread,
  notificationRow,
  startHarness,
  stepRows,
  until,
  untilAttention,
  type Harness,
  type Unread,
} from "./harness.ts";
import { addTestRun, testedContent } from "./test-runs.ts";
import { saveHistory } from "./history-file.ts";
import { numberScenarios } from "./number-scenarios.ts";
import { runWorker } from "./run-worker.ts";

/**
 * Runs each workflow along each of its ways and saves the histories, for the replay test of later versions.
 * `npm run histories:record -w @callflex/worker`; existing histories of released versions are kept under other names.
 */

/** Nobody listens there. */
const NOBODY = "127.0.0.1:9";

let harness: Harness;
let worker: { stop(): Promise<void> };

beforeAll(async () => {
  mkdirSync(new URL("histories/", import.meta.url), { recursive: true });
  harness = await startHarness();
  const rotationTimes = { knownForMs: 1_000, acceptOldForMs: 1_000 };
  worker = await runWorker({ ...harness.options, rotationTimes, privateHosts: [NOBODY] });
});
afterAll(async () => {
  await worker?.stop();
  await harness?.stop();
});

async function notification(to: { emails?: string[]; phones?: string[] }) {
  const { callId, ids } = await harness.requestAbout(to);
  return { id: ids[0]!, callId, handle: await harness.send(ids[0]!, callId) };
}

/** The ways of the workflows, by the names of their files. Each returns where its workflow then stands. */
const scenarios: Record<string, () => Promise<WorkflowHandle>> = {
  "send-notification-asked": async () => {
    const { handle } = await notification({ emails: ["owner@brightspark.example"] });
    await handle.result();
    return handle;
  },
  "send-notification-reported": async () => {
    const { id, handle } = await notification({ phones: [uniquePhone()] });
    await until(
      () => notificationRow(harness.admin, id),
      ({ state }) => state === "sent",
    );
    await handle.signal(DELIVERY_STATUS_SIGNAL, "delivered");
    await handle.result();
    return handle;
  },
  "send-notification-refused": async () => {
    const { id, handle } = await notification({ phones: ["+15005550004"] });
    await untilAttention(handle, true);
    await handle.signal("retry");
    await until(
      () => notificationRow(harness.admin, id),
      ({ attempts, state }) => attempts === 2 && state === "failed",
    );
    await untilAttention(handle, true);
    await handle.signal("abandon");
    await handle.result();
    return handle;
  },
  "send-notification-undelivered": async () => {
    const { e164: phoneNumber } = harness.number;
    await harness.control("POST", "/twilio/numbers", { phoneNumber, texting: "unregistered" });
    const { handle } = await notification({ phones: [uniquePhone()] });
    await untilAttention(handle, true);
    await harness.control("POST", "/twilio/numbers", { phoneNumber, texting: "registered" });
    await handle.signal("retry");
    await handle.result();
    return handle;
  },
  "process-call-end-settled": async () => {
    const { callId, receiveReport } = await harness.endCall();
    await receiveReport();
    const handle = await harness.processCallEnd(callId);
    await handle.result();
    return handle;
  },
  "process-call-end-retried": async () => {
    const { callId, receiveReport } = await harness.endCall();
    const handle = await harness.processCallEnd(callId);
    await untilAttention(handle, true);
    await receiveReport();
    await handle.signal("retry");
    await handle.result();
    return handle;
  },
  "process-call-end-abandoned": async () => {
    const { callId } = await harness.endCall();
    const handle = await harness.processCallEnd(callId);
    await untilAttention(handle, true);
    await handle.signal("abandon");
    await handle.result();
    return handle;
  },
  "process-call-end-incomplete": async () => {
    const { callId, receiveReport } = await harness.endCall({ withRecording: false });
    await receiveReport();
    const handle = await harness.processCallEnd(callId);
    await until(
      () => stepRows(harness.admin, callId),
      (steps) => steps.some(({ step, state }) => step === "recording_fetched" && state === "waiting"),
    );
    return handle;
  },
  "send-account-mail-delivered": () => accountMail("owner@brightspark.example"),
  "send-account-mail-refused": () => accountMail("owner at brightspark"),
  "send-account-mail-delayed": async () => {
    await harness.control("PUT", "/faults", {
      requests: [{ provider: "resend", method: "POST", failNext: 2, status: 503, effect: "before" }],
    });
    return await accountMail("owner@brightspark.example");
  },
  "read-knowledge-ready": () => readKnowledge({ kind: "url", url: `${harness.options.sandboxUrl}/website/prices` }),
  "read-knowledge-unreadable": () =>
    readKnowledge({ kind: "document", file: Buffer.from("no PDF"), mediaType: "application/pdf" }),
  "read-knowledge-given-up": () => readKnowledge({ kind: "url", url: `http://${NOBODY}/` }),
  "run-assistant-test-passed": () => runAssistantTest(),
  "run-assistant-test-broken": async () => {
    await harness.control("PUT", "/faults", {
      requests: [{ provider: "vapi", method: "POST", failNext: 1, status: 400 }],
    });
    return runAssistantTest();
  },
  "delete-due": async () => {
    const organizations = await Promise.all([makeOrganization(harness.admin), makeOrganization(harness.admin)]);
    await makePhoneNumber(harness.admin, { organizationId: organizations[0].id });
    await harness.admin.query("UPDATE organizations SET delete_after = now() WHERE id = ANY ($1)", [
      organizations.map(({ id }) => id),
    ]);
    return await runMaintenance(WORKFLOWS.deleteDue);
  },
  "ensure-vapi-credential": () => vapiCredential(WORKFLOWS.ensureVapiCredential),
  "rotate-vapi-credential": () => vapiCredential(WORKFLOWS.rotateVapiCredential),
  "rotate-vapi-credential-retried": async () => {
    const requests = [{ provider: "vapi", path: "/credential", failRate: 1, status: 401, effect: "before" }];
    await harness.control("PUT", "/faults", { requests });
    const handle = await startCredential(WORKFLOWS.rotateVapiCredential);
    await untilAttention(handle, true);
    await harness.control("DELETE", "/faults");
    await handle.signal("retry");
    await handle.result();
    return handle;
  },
  "test-call-refused": async () => {
    const handle = await harness.placeTestCall({ kind: "call_me", vapiPhoneNumberId: "gone" });
    await handle.result();
    return handle;
  },
  "test-call-ended": async () => {
    // Nobody hears the sandbox's events: the call's end is found by asking.
    const handle = await harness.placeTestCall({ kind: "call_me" });
    await handle.result();
    return handle;
  },
  "test-call-given-up": async () => {
    await harness.control("PUT", "/faults", { outages: ["vapi"] });
    const handle = await harness.placeTestCall({ kind: "call_me" });
    await handle.result();
    await harness.control("DELETE", "/faults");
    return handle;
  },
  ...numberScenarios(() => harness),
  "scan-drift": () => runMaintenance(WORKFLOWS.scanDrift),
  ...assistantScenarios(() => harness),
  "maintain-partitions": () => runMaintenance(WORKFLOWS.maintainPartitions),
  "reconcile-calls": () => runMaintenance(WORKFLOWS.reconcileCalls),
  "sweep-retention": () => runMaintenance(WORKFLOWS.sweepRetention),
};

async function accountMail(recipient: string): Promise<WorkflowHandle> {
  const facts = {
    kind: "confirm_email",
    name: "Jane Roe",
    link: "https://app.callflex.example/confirm-email",
  } as const;
  const handle = await harness.sendAccountMail(await harness.requestAccountMail({ facts, recipient }));
  await handle.result();
  return handle;
}

async function startCredential(workflowType: string): Promise<WorkflowHandle> {
  const { id: organizationId } = await makeOrganization(harness.admin);
  return harness.start(workflowType, workflowId.vapiCredential(organizationId, newId()), { organizationId });
}

async function vapiCredential(workflowType: string): Promise<WorkflowHandle> {
  const handle = await startCredential(workflowType);
  await handle.result();
  return handle;
}

async function runAssistantTest(): Promise<WorkflowHandle> {
  const { organizationId, admin } = harness;
  const runId = await addTestRun(admin, { organizationId, tests: suggestTests(testedContent) });
  const input = { organizationId, runId };
  const handle = await harness.start(WORKFLOWS.runAssistantTest, workflowId.assistantTest(runId), input);
  await handle.result();
  return handle;
}

async function readKnowledge(entry: Unread): Promise<WorkflowHandle> {
  const { organizationId, admin } = harness;
  const { id: assistantId } = await makeAssistant(admin, { organizationId });
  const entryId = await addUnread(admin, { organizationId, assistantId, ...entry });
  const handle = await harness.start(WORKFLOWS.readKnowledge, workflowId.knowledge(entryId, newId()), {
    organizationId,
    entryId,
  });
  await handle.result();
  return handle;
}

async function runMaintenance(workflowType: string): Promise<WorkflowHandle> {
  const { taskQueue } = harness.options;
  const workflowId = `${workflowType}-${taskQueue}`;
  const handle = await harness.client.workflow.start(workflowType, { taskQueue, workflowId });
  await handle.result();
  return handle;
}

afterEach(() => harness.control("DELETE", "/faults"));

test.each(Object.entries(scenarios))("%s", async (name, run) => {
  const handle = await run();
  const history = await handle.fetchHistory();
  saveHistory(name, history);
  expect(history.events?.length).toBeGreaterThan(5);
  const { status } = await handle.describe();
  if (status.name === "RUNNING") await handle.terminate("recorded");
});
