import { transaction } from "@callflex/db/transaction";
import { recordEvents } from "@callflex/domain/outbox/record-events";
import { newId } from "@callflex/db/ids";
import { SEARCH_ATTRIBUTES } from "@callflex/contracts/workflow";
import { makeAssistant, makeOrganization } from "@callflex/testing/factories";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { startHarness, until, untilAttention, type Harness } from "./harness.ts";
import { NOTHING, numbersOf, ONE_EACH, type Numbers } from "./numbers.ts";
import { providersAt, runWorker } from "./run-worker.ts";

let harness: Harness;
let numbers: Numbers;
let worker: { stop(): Promise<void> };
beforeAll(async () => {
  harness = await startHarness();
  numbers = numbersOf(harness);
  // A provider that doesn't answer is given up after some tries.
  worker = await runWorker({ ...harness.options, numberPatienceMs: 3_000 });
});
afterAll(async () => {
  await worker?.stop();
  await harness?.stop();
});
afterEach(() => numbers.repair());

vi.setConfig({ testTimeout: 60_000 });

test("a number is bought, linked and active, step by step, and asks us at each call", async () => {
  const number = await numbers.reserve();
  expect(await (await numbers.provision(number.id)).result()).toEqual({ state: "active" });

  expect(await numbers.row(number.id)).toMatchObject({
    state: "active",
    last_error: null,
    cleanup_error: null,
    workflow_id: null,
  });
  expect(await numbers.steps(number.id)).toEqual([
    "reserve: done",
    "buy: done",
    "assistant: skipped",
    "link: done",
    "webhooks: done",
    "activate: done",
  ]);
  const linked = await numbers.linked(number.e164);
  expect(linked).toMatchObject({
    numberId: number.id,
    serverUrl: `http://127.0.0.1:9/api/webhooks/vapi/${harness.organizationId}`,
    fallbackNumber: "+14155550160",
    answeredBy: null,
  });
  const { rows } = await harness.admin.query<{ vapi_credential_id: string }>(
    "SELECT vapi_credential_id FROM vapi_credentials WHERE organization_id = $1 AND in_use_since IS NOT NULL",
    [harness.organizationId],
  );
  expect(linked.credentialId).toBe(rows[0]!.vapi_credential_id);
  expect(await numbers.owned(number.id)).toMatchObject({
    e164: number.e164,
    statusCallback: "http://127.0.0.1:9/status",
  });
  expect((await numbers.owned(number.id)).voiceUrl).toMatch(/vapi/);
  const { rows: live } = await harness.admin.query<{ n: number }>(
    "SELECT count(*)::integer AS n FROM live_events WHERE type = 'number_progress' AND phone_number_id = $1",
    [number.id],
  );
  expect(live[0]!.n).toBeGreaterThanOrEqual(6);
});

test("the assistant that takes its calls gets to VAPI before the number does", async () => {
  const { organizationId, admin } = harness;
  const assistant = await makeAssistant(admin, { organizationId, name: "Front desk" });
  await admin.query("UPDATE assistants SET vapi_assistant_id = NULL, synced_version = NULL WHERE id = $1", [
    assistant.id,
  ]);
  const number = await numbers.reserve({ assistantId: assistant.id });
  expect(await (await numbers.provision(number.id)).result()).toEqual({ state: "active" });
  expect((await numbers.steps(number.id))[2]).toBe("assistant: done");
  const { rows } = await admin.query<{ vapi_assistant_id: string; sync_state: string }>(
    "SELECT vapi_assistant_id, sync_state FROM assistants WHERE id = $1",
    [assistant.id],
  );
  expect(rows[0]).toMatchObject({ sync_state: "synced" });
  const { vapiAssistants } = providersAt(harness.options.sandboxUrl);
  expect(await vapiAssistants.getVapiAssistant(rows[0]!.vapi_assistant_id)).toMatchObject({ name: "Front desk" });
  expect(await numbers.linked(number.e164)).toMatchObject({ answeredBy: null });
});

test("the same request twice buys once, also when it is started again after its end", async () => {
  const number = await numbers.reserve();
  const [one, other] = await Promise.all([numbers.provision(number.id), numbers.provision(number.id)]);
  expect([await one.result(), await other.result()]).toEqual([{ state: "active" }, { state: "active" }]);
  const again = await numbers.provision(number.id, `provision/${number.id}/again`);
  expect(await again.result()).toEqual({ state: "superseded" });
  expect(await numbers.atProviders(number)).toEqual(ONE_EACH);
  expect(await numbers.row(number.id)).toMatchObject({ state: "active" });
});

test("events that came for a number before it was linked are woken", async () => {
  const number = await numbers.reserve();
  // VAPI has it already, and its answer got lost: its id is known before we know it.
  await numbers.faults({
    provider: "vapi",
    method: "POST",
    path: "/phone-number",
    effect: "after",
    status: "disconnect",
  });
  const handle = await numbers.provision(number.id);
  const linked = await until(
    async () => (await numbers.atProviders(number)).vapi,
    (count) => count === 1,
  ).then(() => numbers.linked(number.e164));
  const eventId = newId();
  await recordEvents(harness.service, [
    {
      id: eventId,
      provider: "vapi",
      scope: harness.organizationId,
      eventKey: eventId,
      revision: "",
      type: "status-update",
      organizationId: harness.organizationId,
      orderingKey: null,
      body: Buffer.from("{}"),
      deliver: true,
    },
  ]);
  await transaction(harness.service, (tx) =>
    tx.run(
      "UPDATE outbox_deliveries SET state = 'parked', waiting_for = $2, available_at = now() + interval '1 hour' WHERE event_id = $1",
      [eventId, `vapi-number:${linked.id}`],
    ),
  );
  expect(await handle.result()).toEqual({ state: "active" });
  const { rows } = await harness.admin.query<{ due: boolean }>(
    "SELECT available_at <= now() AS due FROM outbox_deliveries WHERE event_id = $1",
    [eventId],
  );
  expect(rows).toEqual([{ due: true }]);
});

test("a number that is gone (21422) fails with words, and nothing is left or waits", async () => {
  const number = await numbers.reserve({ e164: "+15005550000" });
  expect(await (await numbers.provision(number.id)).result()).toEqual({ state: "failed" });
  const row = await numbers.row(number.id);
  expect(row).toMatchObject({ state: "failed", last_error_remedy: "choose_another_number", workflow_id: null });
  expect(row.last_error).toBe("This number was just taken by somebody else. Please choose another one.");
  expect((await numbers.steps(number.id)).slice(0, 3)).toEqual(["reserve: done", "buy: undone", "assistant: waiting"]);
  expect(await numbers.atProviders(number)).toEqual(NOTHING);
});

test("papers that are missing are told, and nothing is left", async () => {
  const number = await numbers.reserve({ e164: "+493023125117" });
  expect(await (await numbers.provision(number.id)).result()).toEqual({ state: "failed" });
  expect(await numbers.row(number.id)).toMatchObject({
    state: "failed",
    last_error: expect.stringMatching(/address/) as string,
    last_error_remedy: "give_address",
  });
  expect(await numbers.atProviders(number)).toEqual(NOTHING);
});

test.each([
  [
    "Twilio's purchase before its effect",
    { provider: "twilio", method: "POST", path: "/IncomingPhoneNumbers", effect: "before" },
  ],
  [
    "Twilio's purchase after its effect",
    { provider: "twilio", method: "POST", path: "/IncomingPhoneNumbers", effect: "after" },
  ],
  [
    "Twilio's purchase, cut off",
    { provider: "twilio", method: "POST", path: "/IncomingPhoneNumbers", effect: "after", status: "disconnect" },
  ],
  ["VAPI's credential after its effect", { provider: "vapi", method: "POST", path: "/credential", effect: "after" }],
  ["VAPI's import before its effect", { provider: "vapi", method: "POST", path: "/phone-number", effect: "before" }],
  ["VAPI's import after its effect", { provider: "vapi", method: "POST", path: "/phone-number", effect: "after" }],
  [
    "VAPI's import, cut off",
    { provider: "vapi", method: "POST", path: "/phone-number", effect: "after", status: "disconnect" },
  ],
])("an answer that is lost leads to one number all the same: %s", async (_name, fault) => {
  await harness.admin.query("UPDATE vapi_credentials SET revoked_at = now() WHERE organization_id = $1", [
    harness.organizationId,
  ]);
  const number = await numbers.reserve();
  await numbers.faults(fault);
  expect(await (await numbers.provision(number.id)).result()).toEqual({ state: "active" });
  expect(await numbers.atProviders(number)).toEqual(ONE_EACH);
  expect(await numbers.row(number.id)).toMatchObject({ state: "active", last_error: null });
});

test("while VAPI fails after the purchase the customer reads that we keep trying; in the end nothing is left, and a person's retry sets it up", async () => {
  const number = await numbers.reserve();
  await numbers.faults({ provider: "vapi", method: "POST", path: "/phone-number", failNext: 1_000_000, status: 503 });
  const handle = await numbers.provision(number.id);
  await until(
    () => numbers.row(number.id),
    (row) => row.last_error === "Our phone partner isn't answering at the moment. We keep trying.",
  );
  expect(await numbers.atProviders(number)).toMatchObject({ twilio: 1 });

  await untilAttention(handle, true);
  expect(await numbers.row(number.id)).toMatchObject({
    state: "failed",
    twilio_sid: null,
    vapi_phone_number_id: null,
    cleanup_error: null,
    last_error: "Our phone partner didn't answer for too long, so we stopped. Please try again later.",
  });
  expect(await numbers.steps(number.id)).toEqual([
    "reserve: done",
    "buy: undone",
    "assistant: skipped",
    "link: undone",
    "webhooks: waiting",
    "activate: waiting",
  ]);
  expect(await numbers.atProviders(number)).toEqual(NOTHING);

  await numbers.repair();
  await handle.signal("retry");
  expect(await handle.result()).toEqual({ state: "active" });
  expect(await numbers.atProviders(number)).toEqual(ONE_EACH);
  expect(await numbers.row(number.id)).toMatchObject({ state: "active", last_error: null, workflow_id: null });
});

test("credentials that are revoked half way: what can't be undone is kept on the row, and a person's retry tidies up", async () => {
  const number = await numbers.reserve();
  await numbers.faults(
    { provider: "vapi", method: "POST", path: "/phone-number", failNext: 1, effect: "after", status: 401 },
    { provider: "vapi", failNext: 1_000_000, status: 401, path: "/phone-number" },
    { provider: "vapi", failNext: 1_000_000, status: 401, path: "/credential/" },
  );
  const handle = await numbers.provision(number.id);
  await untilAttention(handle, true);
  expect(await numbers.row(number.id)).toMatchObject({
    state: "failed",
    twilio_sid: null,
    cleanup_error: expect.stringContaining("link: vapi refused it (401)") as string,
    last_error: "Our phone partner refused this. Please contact support: trying again won't help.",
    last_error_remedy: "tell_operator",
  });
  expect(await numbers.atProviders(number).catch(() => "VAPI refuses us")).toBe("VAPI refuses us");

  await numbers.repair();
  await handle.signal("retry");
  await until(
    () => numbers.row(number.id),
    (row) => row.cleanup_error === null,
  );
  expect(await numbers.atProviders(number)).toEqual(NOTHING);
  await untilAttention(handle, true);
  await handle.signal("abandon");
  expect(await handle.result()).toEqual({ state: "failed" });
  expect(await numbers.row(number.id)).toMatchObject({ state: "failed", workflow_id: null });
});

test("what VAPI still has of somebody's given-up number is no hindrance to the next one with its digits, nor a danger", async () => {
  const old = await numbers.reserve();
  await (await numbers.provision(old.id)).result();
  const { vapi_phone_number_id: leftOver } = await numbers.row(old.id);
  const { id: other } = await makeOrganization(harness.admin);
  await harness.admin.query("DELETE FROM phone_number_steps WHERE phone_number_id = $1", [old.id]);
  await harness.admin.query(
    "UPDATE phone_numbers SET organization_id = $2, state = 'failed', cleanup_error = 'link: vapi refused it' WHERE id = $1",
    [old.id, other],
  );
  const { twilioNumbers, vapiNumbers } = providersAt(harness.options.sandboxUrl);
  await twilioNumbers.releaseNumber({ id: old.id });

  const next = await numbers.reserve({ e164: old.e164 });
  expect(await (await numbers.provision(next.id)).result()).toEqual({ state: "active" });
  const { vapi_phone_number_id: own } = await numbers.row(next.id);
  expect(own).not.toBe(leftOver);
  expect(await numbers.linked(next.e164)).toMatchObject({ id: own, numberId: next.id });
  // The retry of the old one tidies up by the id that it knows.
  await vapiNumbers.deleteVapiPhoneNumber(leftOver!);
  expect(await numbers.atProviders(next)).toEqual(ONE_EACH);
});

test("a number is given back step by step, and again without harm", async () => {
  const number = await numbers.reserve();
  await (await numbers.provision(number.id)).result();
  const { vapi_phone_number_id: vapiPhoneNumberId } = await numbers.row(number.id);
  expect(await (await numbers.release(number.id)).result()).toEqual({ state: "released" });
  expect(await numbers.atProviders(number)).toEqual(NOTHING);
  expect(await numbers.row(number.id)).toMatchObject({
    state: "released",
    twilio_sid: null,
    vapi_phone_number_id: vapiPhoneNumberId,
    workflow_id: null,
  });
  expect(await numbers.steps(number.id, "release")).toEqual([
    "unlink: done",
    "disconnect: done",
    "give_back: done",
    "close: done",
  ]);
  const again = await numbers.release(number.id, `release/${number.id}/again`);
  expect(await again.result()).toEqual({ state: "superseded" });
});

test("a release that fails for good waits for a person, with the reason on the row", async () => {
  const number = await numbers.reserve();
  await (await numbers.provision(number.id)).result();
  await numbers.faults({ provider: "twilio", method: "DELETE", failNext: 1_000_000, status: 403 });
  const handle = await numbers.release(number.id);
  await untilAttention(handle, true);
  expect(await numbers.row(number.id)).toMatchObject({ state: "releasing", last_error_remedy: "tell_operator" });
  expect(await numbers.atProviders(number)).toEqual({ twilio: 1, vapi: 0 });
  await numbers.repair();
  await handle.signal("retry");
  expect(await handle.result()).toEqual({ state: "released" });
  expect(await numbers.atProviders(number)).toEqual(NOTHING);
});

test("a retry that comes before a failure is told to the workflow counts, and one for a step that succeeds doesn't", async () => {
  const number = await numbers.reserve();
  await (await numbers.provision(number.id)).result();
  await numbers.faults(
    { provider: "twilio", method: "POST", path: "/IncomingPhoneNumbers/", latencyMs: 1_000 },
    { provider: "twilio", method: "DELETE", failNext: 1, status: 403 },
  );
  const handle = await numbers.release(number.id);
  const untilRunning = (step: string) =>
    until(
      () => numbers.steps(number.id, "release"),
      (steps) => steps.includes(`${step}: running`),
    );
  await untilRunning("unlink");
  await handle.signal("retry");
  await untilAttention(handle, true);

  await numbers.faults({ provider: "twilio", method: "DELETE", failNext: 1, status: 403, latencyMs: 1_000 });
  await handle.signal("retry");
  await untilRunning("give_back");
  await handle.signal("retry");
  expect(await handle.result()).toEqual({ state: "released" });
});

test("so does one that comes while the rest is undone after something was left behind", async () => {
  const number = await numbers.reserve();
  await numbers.faults(
    { provider: "vapi", method: "GET", path: "/phone-number", failNext: 2, status: 401 },
    { provider: "twilio", method: "DELETE", latencyMs: 1_500 },
  );
  const handle = await numbers.provision(number.id);
  await until(
    () => numbers.row(number.id),
    (row) => row.cleanup_error !== null,
  );
  await handle.signal("retry");
  await until(
    () => numbers.row(number.id),
    (row) => row.state === "failed" && row.cleanup_error === null,
  );
  expect(await numbers.atProviders(number)).toEqual(NOTHING);
  await untilAttention(handle, true);
  await handle.signal("abandon");
  expect(await handle.result()).toEqual({ state: "failed" });
});

test("a release that is cancelled in the Temporal UI tells so on the row, and another one goes on", async () => {
  const number = await numbers.reserve();
  await (await numbers.provision(number.id)).result();
  await numbers.faults({ provider: "twilio", method: "POST", path: "/IncomingPhoneNumbers/", latencyMs: 1_500 });
  const handle = await numbers.release(number.id);
  await until(
    () => numbers.steps(number.id, "release"),
    (steps) => steps.includes("unlink: running"),
  );
  await handle.cancel();
  await expect(handle.result()).rejects.toThrow(/cancelled/);
  expect(await numbers.row(number.id)).toMatchObject({
    state: "releasing",
    last_error: "Giving this number back was stopped before its end. Please try again, or contact support.",
    last_error_remedy: "tell_operator",
    workflow_id: null,
  });
  const again = await numbers.release(number.id, `release/${number.id}/again`);
  expect(await again.result()).toEqual({ state: "released" });
  expect(await numbers.atProviders(number)).toEqual(NOTHING);
});

test.each(["buy", "link"])("a release while the step %s is under way calls it off and leaks nothing", async (step) => {
  const number = await numbers.reserve();
  const path = step === "buy" ? "/IncomingPhoneNumbers" : "/phone-number";
  const provider = step === "buy" ? "twilio" : "vapi";
  await numbers.faults({ provider, method: "POST", path, latencyMs: 2_500 });
  const handle = await numbers.provision(number.id);
  await until(
    () => numbers.steps(number.id),
    (steps) => steps.includes(`${step}: running`),
  );
  const release = await numbers.release(number.id);
  expect(await release.result()).toEqual({ state: "released" });
  expect(await numbers.atProviders(number)).toEqual(NOTHING);
  expect(await numbers.row(number.id)).toMatchObject({ state: "released", workflow_id: null });
  expect(await handle.result()).toEqual({ state: "releasing" });
});

test("a release of a number whose provisioning waits for a person ends that", async () => {
  const number = await numbers.reserve();
  await numbers.faults({ provider: "vapi", method: "POST", path: "/phone-number", failNext: 1_000_000, status: 403 });
  const handle = await numbers.provision(number.id);
  await untilAttention(handle, true);
  expect(await (await numbers.release(number.id)).result()).toEqual({ state: "released" });
  expect(await handle.result()).toEqual({ state: "failed" });
  expect(await numbers.row(number.id)).toMatchObject({ state: "released", workflow_id: null });
});

test("a release that comes before its provisioning has started leaves nothing to provision", async () => {
  const number = await numbers.reserve();
  expect(await (await numbers.release(number.id)).result()).toEqual({ state: "released" });
  expect(await (await numbers.provision(number.id)).result()).toEqual({ state: "superseded" });
  expect(await numbers.atProviders(number)).toEqual(NOTHING);
});

test("a workflow that is cancelled in the Temporal UI undoes what it did", async () => {
  const number = await numbers.reserve();
  await numbers.faults({ provider: "vapi", method: "POST", path: "/phone-number", latencyMs: 2_500 });
  const handle = await numbers.provision(number.id);
  await until(
    () => numbers.steps(number.id),
    (steps) => steps.includes("link: running"),
  );
  await handle.cancel();
  expect(await handle.result()).toEqual({ state: "failed" });
  expect(await numbers.row(number.id)).toMatchObject({
    state: "failed",
    last_error: "Setting up this number was stopped. Nothing is charged for it.",
  });
  expect(await numbers.atProviders(number)).toEqual(NOTHING);
});

test("the newest fallback gets to VAPI, whichever order changes are carried out in", async () => {
  const number = await numbers.reserve();
  await (await numbers.provision(number.id)).result();
  const change = (to: string) =>
    harness.admin.query("UPDATE phone_numbers SET fallback_number = $2 WHERE id = $1", [number.id, to]);
  await numbers.faults({ provider: "vapi", method: "PATCH", path: "/phone-number", latencyMs: 700 });
  await change("+14155550161");
  const first = await numbers.relink(number.id);
  await change("+14155550162");
  const second = await numbers.relink(number.id);
  expect([await first.result(), await second.result()]).toEqual([{ state: "relinked" }, { state: "relinked" }]);
  expect(await numbers.linked(number.e164)).toMatchObject({ fallbackNumber: "+14155550162", answeredBy: null });
});

test("a workflow tells its number to whoever looks for it, and its step to whoever asks", async () => {
  const number = await numbers.reserve();
  const handle = await numbers.provision(number.id);
  await handle.result();
  const { searchAttributes } = await handle.describe();
  expect(searchAttributes[SEARCH_ATTRIBUTES.organizationId]).toEqual([harness.organizationId]);
  expect(await handle.query("progress")).toBe("activate");
});
