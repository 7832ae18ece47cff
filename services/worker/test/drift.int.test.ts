import { WORKFLOWS, type DriftScanInput } from "@callflex/contracts/workflow";
import { newId } from "@callflex/db/ids";
import { enqueueIntent } from "@callflex/domain/outbox/enqueue";
import { transaction } from "@callflex/db/transaction";
import { createLogger } from "@callflex/platform/logger";
import { tagOf } from "@callflex/providers/tag";
import { createTwilioClient } from "@callflex/providers/twilio/client";
import { makeAssistant } from "@callflex/testing/factories";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startRelay, type Relay } from "../../webhooks/src/relay/relay.ts";
import { createWorkflowStarter, type WorkflowStarter } from "../../webhooks/src/relay/workflow-starter.ts";
import { startHarness, until, type Harness } from "./harness.ts";
import { freeNumber, numbersOf, type Numbers } from "./numbers.ts";
import { providersAt, runWorker, SECRETS } from "./run-worker.ts";

let harness: Harness;
let numbers: Numbers;
let providers: ReturnType<typeof providersAt>;
let worker: { stop(): Promise<void> };
let workflows: WorkflowStarter;
let relay: Relay;
let number: { id: string; e164: string };
let assistantId: string;

beforeAll(async () => {
  harness = await startHarness();
  numbers = numbersOf(harness);
  const { sandboxUrl, temporalAddress: address, namespace, taskQueue } = harness.options;
  providers = providersAt(sandboxUrl);
  worker = await runWorker({ ...harness.options, driftRestMs: 0 });
  workflows = createWorkflowStarter({ address, namespace, taskQueue });
  const logger = createLogger({ service: "drift-test", level: "silent" });
  relay = startRelay({ pool: harness.service, workflows, logger, onApplied: () => undefined, pollMs: 50 });
  // The harness's own number was never bought.
  await harness.admin.query("UPDATE phone_numbers SET state = 'released' WHERE id = $1", [harness.number.id]);
});
beforeEach(async () => {
  number = await numbers.reserve();
  await (await numbers.provision(number.id)).result();
  ({ id: assistantId } = await makeAssistant(harness.admin, { organizationId: harness.organizationId }));
  await harness.admin.query("UPDATE assistants SET vapi_assistant_id = NULL WHERE id = $1", [assistantId]);
  await sync();
});
afterEach(async () => {
  await numbers.repair();
  await (await numbers.release(number.id)).result();
  await harness.admin.query("UPDATE assistants SET deleted_at = now() WHERE id = $1", [assistantId]);
  for (const { id } of await providers.vapiAssistants.listVapiAssistants()) await vapi("DELETE", `/assistant/${id}`);
  await harness.admin.query("DELETE FROM drift_findings");
});
afterAll(async () => {
  await relay?.close();
  await workflows?.close();
  await worker?.stop();
  await harness?.stop();
});
vi.setConfig({ testTimeout: 90_000 });

/** Brings the assistant to VAPI, as a person asks for it. */
async function sync(): Promise<void> {
  const { organizationId, admin, service } = harness;
  const eventKey = `test/${newId()}`;
  await admin.query("UPDATE assistants SET sync_state = 'pending', drift_accepted = drift IS NOT NULL WHERE id = $1", [
    assistantId,
  ]);
  await transaction(service, (tx) =>
    enqueueIntent(tx, { type: "assistant.sync", organizationId, eventKey, body: { assistantId } }),
  );
  await until(assistantRow, ({ sync_state }) => sync_state !== "pending");
}

async function assistantRow() {
  const { rows } = await harness.admin.query<{ vapi_assistant_id: string; sync_state: string; drift: unknown }>(
    "SELECT vapi_assistant_id, sync_state, drift FROM assistants WHERE id = $1",
    [assistantId],
  );
  return rows[0]!;
}

/** Changes something at VAPI behind our back. */
async function vapi(method: string, path: string, body?: object): Promise<{ id: string; firstMessage?: string }> {
  const answer = await fetch(`${harness.options.sandboxUrl}/vapi${path}`, {
    method,
    headers: { authorization: `Bearer ${SECRETS.vapiApiKey}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as { id: string };
}

function twilio() {
  const { twilioAccountSid: accountSid, twilioAuthToken: authToken } = SECRETS;
  return createTwilioClient({ accountSid, authToken, baseUrl: `${harness.options.sandboxUrl}/twilio` });
}

const startScan = (input: DriftScanInput) =>
  harness.client.workflow.start(WORKFLOWS.scanDrift, {
    taskQueue: harness.options.taskQueue,
    workflowId: `drift-scan/${newId()}`,
    args: [input],
  });
/** Compares the organization with the providers. */
const scan = async () => (await startScan({ organizationId: harness.organizationId })).result();
/** Compares everything. */
const scanAll = async () => (await startScan({ organizationId: null })).result();

interface Finding {
  kind: string;
  state: string;
  resource_id: string;
  organization_id: string | null;
  phone_number_id: string | null;
  assistant_id: string | null;
  repair: string | null;
}
async function findings(): Promise<Finding[]> {
  return (await harness.admin.query<Finding>("SELECT * FROM drift_findings ORDER BY kind, first_seen_at")).rows;
}
const states = async () => (await findings()).map(({ kind, state }) => `${kind} ${state}`);
const link = () => numbers.linked(number.e164);
const line = () => numbers.owned(number.id);

describe("what stands as it should", () => {
  test("gives no finding, and is remembered as looked at", async () => {
    expect(await scan()).toEqual({ open: 0, added: 0, resolved: 0, repairs: 0 });
    expect(await findings()).toEqual([]);
    const { rows } = await harness.admin.query<{ seen: boolean }>(
      "SELECT drift_scanned_at > now() - interval '1 minute' AS seen FROM organizations WHERE id = $1",
      [harness.organizationId],
    );
    expect(rows).toEqual([{ seen: true }]);
  });
});

describe("what is safe", () => {
  test("is put right within the scan, by our own workflows, and told as repaired", async () => {
    const { id } = await link();
    const other = await vapi("POST", "/credential", {
      provider: "webhook",
      authenticationPlan: { type: "bearer", token: "of somebody else" },
    });
    const { vapi_assistant_id } = await assistantRow();
    await vapi("PATCH", `/phone-number/${id}`, {
      server: { url: "https://elsewhere.test/hook", credentialId: other.id },
      fallbackDestination: { type: "number", number: "+14155550111" },
      assistantId: vapi_assistant_id,
    });
    await twilio()
      .incomingPhoneNumbers((await line()).sid)
      .update({ statusCallback: "https://elsewhere.test/status" });
    await vapi("PATCH", `/phone-number/${id}`, { assistantId: vapi_assistant_id });

    expect(await scan()).toEqual({ open: 0, added: 5, resolved: 5, repairs: 1 });
    expect(await states()).toEqual([
      "link_answers_itself repaired",
      "link_credential_wrong repaired",
      "link_fallback_wrong repaired",
      "link_server_wrong repaired",
      "number_webhooks_wrong repaired",
    ]);
    expect(await link()).toMatchObject({
      id,
      serverUrl: `http://127.0.0.1:9/api/webhooks/vapi/${harness.organizationId}`,
      fallbackNumber: "+14155550160",
      answeredBy: null,
    });
    expect(await line()).toMatchObject({ statusCallback: "http://127.0.0.1:9/status" });
    expect(await scan()).toEqual({ open: 0, added: 0, resolved: 0, repairs: 0 });
  });

  test("includes a number, an assistant and a credential that VAPI has lost", async () => {
    const lost = await link();
    const { vapi_assistant_id } = await assistantRow();
    await vapi("DELETE", `/phone-number/${lost.id}`);
    await vapi("DELETE", `/assistant/${vapi_assistant_id}`);
    await vapi("DELETE", `/credential/${lost.credentialId}`);
    expect(await scan()).toMatchObject({ open: 0 });
    // A look in the midst of the repairs may see more for a moment; all of it is over at the end.
    expect(await states()).toEqual(
      expect.arrayContaining([
        "assistant_missing repaired",
        "credential_missing repaired",
        "link_missing repaired",
        // Without VAPI's hold on the number its calls went nowhere.
        "number_calls_elsewhere gone",
      ]),
    );
    expect((await findings()).filter(({ state }) => state === "open")).toEqual([]);
    const now = await link();
    expect(now.id).not.toBe(lost.id);
    expect(now.credentialId).not.toBe(lost.credentialId);
    expect((await numbers.row(number.id)).vapi_phone_number_id).toBe(now.id);
    expect((await assistantRow()).vapi_assistant_id).not.toBe(vapi_assistant_id);
    expect(await scan()).toEqual({ open: 0, added: 0, resolved: 0, repairs: 0 });
  });
});

describe("what needs a person", () => {
  test("an assistant that was changed there is shown, not overwritten, until somebody syncs it", async () => {
    const { vapi_assistant_id: id } = await assistantRow();
    await vapi("PATCH", `/assistant/${id}`, { firstMessage: "Changed by hand" });
    expect(await scan()).toMatchObject({ open: 1, added: 1, repairs: 1 });
    expect(await findings()).toMatchObject([
      { kind: "assistant_changed", state: "open", assistant_id: assistantId, repair: null },
    ]);
    const row = await assistantRow();
    expect(row).toMatchObject({ sync_state: "failed", drift: [{ part: "Greeting", found: "Changed by hand" }] });

    expect(await scan()).toMatchObject({ open: 1, added: 0, repairs: 0 });
    expect(await vapi("GET", `/assistant/${id}`)).toMatchObject({ firstMessage: "Changed by hand" });

    await sync();
    expect((await vapi("GET", `/assistant/${id}`)).firstMessage).not.toBe("Changed by hand");
    expect(await scan()).toMatchObject({ open: 0, resolved: 1 });
  });

  test("calls that go elsewhere, numbers and assistants that nobody uses: they are listed and left as they are", async () => {
    const { sid } = await line();
    await twilio().incomingPhoneNumbers(sid).update({ voiceUrl: "https://demo.twilio.com/welcome" });
    // Given back here, and still paid for.
    const old = await numbers.reserve();
    await harness.control("POST", "/twilio/numbers", { phoneNumber: old.e164 });
    const kept = (await providers.twilioNumbers.listNumbers()).find(({ e164 }) => e164 === old.e164)!;
    await providers.twilioNumbers.claimNumber(kept.sid, old.id);
    await harness.admin.query("UPDATE phone_numbers SET state = 'released' WHERE id = $1", [old.id]);
    const config = {
      name: "Old",
      metadata: { callflexAssistantId: newId(), callflexOrganizationId: harness.organizationId },
    };
    const oldAssistant = await vapi("POST", "/assistant", config);
    const before = await providers.twilioNumbers.listNumbers();

    expect(await scan()).toMatchObject({ open: 3, added: 3, repairs: 0 });
    const { organizationId } = harness;
    expect(await findings()).toMatchObject([
      {
        kind: "assistant_left_over",
        resource_id: oldAssistant.id,
        organization_id: organizationId,
        assistant_id: null,
      },
      { kind: "number_calls_elsewhere", resource_id: sid, phone_number_id: number.id },
      { kind: "number_left_over", resource_id: kept.sid, phone_number_id: old.id },
    ]);
    expect(await providers.twilioNumbers.listNumbers()).toEqual(before);
    expect(await vapi("GET", `/assistant/${oldAssistant.id}`)).toMatchObject({ name: "Old" });

    // A person clears it up, as docs/operations.md says.
    await vapi("DELETE", `/assistant/${oldAssistant.id}`);
    await providers.twilioNumbers.releaseNumber({ sid: kept.sid });
    await vapi("DELETE", `/phone-number/${(await link()).id}`);
    expect(await scan()).toMatchObject({ open: 0 });
    expect(await states()).toEqual([
      "assistant_left_over gone",
      "link_missing repaired",
      "number_calls_elsewhere gone",
      "number_left_over gone",
    ]);
    expect((await line()).voiceUrl).toMatch(/vapi/);
  });

  test("what belongs to nobody is told to operators alone", async () => {
    const e164 = freeNumber();
    await harness.control("POST", "/twilio/numbers", { phoneNumber: e164 });
    const assistant = await vapi("POST", "/assistant", { name: "Somebody's" });
    expect(await scan()).toMatchObject({ open: 0, added: 0 });
    await scanAll();
    const nobodys = (await findings()).filter(({ organization_id }) => organization_id === null);
    expect(nobodys).toContainEqual(expect.objectContaining({ kind: "assistant_unowned", resource_id: assistant.id }));
    const sids = (await providers.twilioNumbers.listNumbers()).filter((one) => one.e164 === e164).map(({ sid }) => sid);
    expect(nobodys).toContainEqual(expect.objectContaining({ kind: "number_unowned", resource_id: sids[0] }));
    // An organization's own comparison doesn't end what others are told.
    await scan();
    expect((await findings()).filter(({ state }) => state === "open")).toHaveLength(nobodys.length);
  });

  test("what is put aside isn't repaired", async () => {
    const { id } = await link();
    const server = { url: "https://elsewhere.test/hook" };
    await vapi("PATCH", `/phone-number/${id}`, { server });
    await harness.admin.query(
      `INSERT INTO drift_findings (id, organization_id, provider, kind, resource_id, phone_number_id, detail, state)
       SELECT gen_random_uuid(), $1, 'vapi', kind, $2, $3, '', 'ignored' FROM unnest(ARRAY['link_server_wrong', 'link_credential_wrong']) AS kind`,
      [harness.organizationId, id, number.id],
    );
    expect(await scan()).toMatchObject({ open: 2, added: 0, repairs: 0 });
    expect(await link()).toMatchObject({ serverUrl: server.url });
  });
});

describe("what must not be disturbed", () => {
  test("a number that is being set up is left alone, whatever is missing", async () => {
    const begun = await numbers.reserve();
    await harness.control("POST", "/twilio/numbers", { phoneNumber: begun.e164 });
    const { sid } = (await providers.twilioNumbers.listNumbers()).find(({ e164 }) => e164 === begun.e164)!;
    await twilio()
      .incomingPhoneNumbers(sid)
      .update({ friendlyName: tagOf(begun.id) });
    expect(await scan()).toEqual({ open: 0, added: 0, resolved: 0, repairs: 0 });
    await providers.twilioNumbers.releaseNumber({ sid });
    expect(await (await numbers.provision(begun.id)).result()).toEqual({ state: "active" });
    expect(await scan()).toEqual({ open: 0, added: 0, resolved: 0, repairs: 0 });
    await (await numbers.release(begun.id)).result();
  });

  test.each([
    ["vapi", "/phone-number"],
    ["vapi", "/assistant"],
    ["vapi", "/credential"],
    ["twilio", "/IncomingPhoneNumbers"],
  ])("%s, failing at %s, ends no finding and begins none", async (provider, path) => {
    const { sid } = await line();
    await twilio().incomingPhoneNumbers(sid).update({ voiceUrl: "https://demo.twilio.com/welcome" });
    expect(await scan()).toMatchObject({ open: 1, added: 1 });
    const before = await findings();
    await twilio().incomingPhoneNumbers(sid).update({ voiceUrl: "https://api.vapi.ai/twilio/inbound_call" });
    await numbers.faults({ provider, method: "GET", path, failNext: 2, status: 503, effect: "before" });
    const handle = await startScan({ organizationId: harness.organizationId });
    await until(
      async () => (await handle.describe()).raw.pendingActivities?.[0]?.attempt ?? 0,
      (attempt) => attempt >= 2,
    );
    expect(await findings()).toEqual(before);
    expect(await handle.result()).toMatchObject({ open: 0, resolved: 1 });
  });
});
