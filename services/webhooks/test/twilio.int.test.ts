import { randomUUID } from "node:crypto";
import { newId } from "@callflex/db/ids";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliver, deliverTwilio, twilioCallSid, vapiCall } from "./support/deliver.ts";
import { openInstallation, type Installation } from "./support/installation.ts";
import { count, drained, eventually, seeCall, seeOutbox } from "./support/look.ts";
import { makeTenant, type Tenant } from "./support/tenant.ts";

const ACCOUNT = "AC8152c1a057afea64ff205206fe245c2c";

let installation: Installation;
let tenant: Tenant;
beforeAll(async () => {
  installation = await openInstallation({ relay: true, settle: true });
  tenant = await makeTenant(installation.admin);
});
afterAll(() => installation.close());

const recorded = () => count(installation.admin, "SELECT count(*) FROM outbox_events WHERE provider = 'twilio'");
const see = (callId: string) => seeCall(installation.admin, tenant.organizationId, callId);
const callForm = (sid: string, status: string, sequence: number, more: Record<string, string> = {}) => ({
  AccountSid: ACCOUNT,
  CallSid: sid,
  CallStatus: status,
  SequenceNumber: String(sequence),
  ...more,
});

async function tell(form: Record<string, string>): Promise<void> {
  expect(await deliverTwilio(installation.url, form)).toMatchObject({ status: 200, body: { received: true } });
  await drained(installation.admin);
}

async function announce(sid: string): Promise<string> {
  const call = vapiCall(tenant, { phoneCallProviderId: sid });
  await deliver(installation.url, tenant, {
    type: "status-update",
    status: "in-progress",
    timestamp: Date.now(),
    call,
  });
  await drained(installation.admin);
  return call.id;
}

describe("a status of a call's line", () => {
  it("is kept beside VAPI's, in any order and with repeats", async () => {
    const sid = twilioCallSid();
    const callId = await announce(sid);
    await tell(callForm(sid, "in-progress", 2));
    await tell(callForm(sid, "ringing", 1));
    expect(await see(callId)).toMatchObject({ twilio_status: "in-progress", twilio_duration_seconds: null });
    for (let repeat = 0; repeat < 3; repeat += 1) await tell(callForm(sid, "completed", 3, { CallDuration: "61" }));
    await tell(callForm(sid, "queued", 0));
    expect(await see(callId)).toMatchObject({
      status: "in_progress",
      twilio_status: "completed",
      twilio_duration_seconds: 61,
    });
  });

  it("that comes before the call waits and is applied when the call appears", async () => {
    const sid = twilioCallSid();
    await tell(callForm(sid, "completed", 3, { CallDuration: "7" }));
    const waiting = async () =>
      (await seeOutbox(installation.admin, ACCOUNT)).find((event) => event.event_key.includes(sid));
    expect(await waiting()).toMatchObject({
      state: "parked",
      attempts: 0,
      last_error: `waiting for twilio-call:${sid}`,
    });
    // Were it not woken, it would be looked at again in an hour.
    await installation.admin.query(
      "UPDATE outbox_deliveries SET available_at = now() + interval '1 hour' WHERE waiting_for = $1",
      [`twilio-call:${sid}`],
    );
    const callId = await announce(sid);
    await eventually(async () => expect((await waiting())?.state).toBeNull());
    expect(await see(callId)).toMatchObject({ twilio_status: "completed", twilio_duration_seconds: 7 });
  });

  it("with a word that nobody knows, or figures that can't be, changes nothing", async () => {
    const sid = twilioCallSid();
    const callId = await announce(sid);
    await tell(callForm(sid, "levitating", 1));
    await tell(callForm(sid, "completed", 2, { CallDuration: "99999999999" }));
    expect(await see(callId)).toMatchObject({ twilio_status: "completed", twilio_duration_seconds: null });
  });
});

describe("a status of a message", () => {
  async function sentMessage(): Promise<{ id: string; sid: string }> {
    const id = newId();
    const sid = `SM${randomUUID().replaceAll("-", "")}`;
    await installation.admin.query(
      `INSERT INTO notifications (id, organization_id, dedupe_key, kind, channel, recipient, state, reference, provider_message_id)
       VALUES ($1, $2, $3, 'message', 'sms', '+12125550133', 'sent', 'ABCDE', $3)`,
      [id, tenant.organizationId, sid],
    );
    return { id, sid };
  }
  const messageForm = (sid: string, status: string, more: Record<string, string> = {}) => ({
    AccountSid: ACCOUNT,
    MessageSid: sid,
    SmsSid: sid,
    MessageStatus: status,
    ...more,
  });
  const stateOf = async (id: string) => {
    const { rows } = await installation.admin.query("SELECT state, last_error FROM notifications WHERE id = $1", [id]);
    return rows[0] as { state: string; last_error: string | null };
  };
  const signalsTo = (id: string) =>
    installation.workflows.signals
      .filter(({ workflowId }) => workflowId === `notification/${id}`)
      .map(({ signal }) => signal);

  it("reaches the notification and the workflow that waits for it, and the last word stays", async () => {
    const { id, sid } = await sentMessage();
    for (const status of ["sent", "delivered", "delivered", "sending"]) await tell(messageForm(sid, status));
    expect((await stateOf(id)).state).toBe("delivered");
    expect(new Set(signalsTo(id))).toEqual(new Set(["delivered"]));
  });

  it("tells why a message failed", async () => {
    const { id, sid } = await sentMessage();
    await tell(messageForm(sid, "undelivered", { ErrorCode: "30003" }));
    expect(await stateOf(id)).toMatchObject({ state: "failed", last_error: expect.any(String) as string });
    expect(signalsTo(id)).toEqual(["failed"]);
  });

  it("of a message that isn't recorded yet waits for it", async () => {
    const sid = `SM${randomUUID().replaceAll("-", "")}`;
    await tell(messageForm(sid, "delivered"));
    const outbox = await seeOutbox(installation.admin, ACCOUNT);
    expect(outbox.find((event) => event.event_key.includes(sid))).toMatchObject({
      state: "parked",
      last_error: `waiting for message/sms/${sid}`,
    });
  });
});

describe("the door of Twilio", () => {
  const form = () => callForm(twilioCallSid(), "completed", 3);

  it.each<[string, Parameters<typeof deliverTwilio>[2]]>([
    ["with the token of another account", { authToken: "another" }],
    ["with a signature that is none", { signature: "nonsense" }],
    ["without a signature", { signature: "" }],
  ])("refuses a callback %s and keeps nothing", async (_what, signed) => {
    const before = await recorded();
    expect(await deliverTwilio(installation.url, form(), signed)).toMatchObject({
      status: 401,
      body: { error: "The signature is missing or wrong." },
    });
    expect(await recorded()).toBe(before);
  });

  it("takes the query into the signature", async () => {
    expect((await deliverTwilio(installation.url, form(), { query: "?attempt=1&x=%20" })).status).toBe(200);
  });

  it("records a callback about nothing that it knows, once for each", async () => {
    const before = await recorded();
    await tell({ AccountSid: ACCOUNT, Something: "new" });
    await tell({});
    await tell({ ...form(), CallStatus: "a\u0000b", AccountSid: "\u0000" });
    expect(await recorded()).toBe(before + 3);
  });

  it("refuses a body over its limit", async () => {
    const answer = await deliverTwilio(installation.url, { ...form(), Padding: "x".repeat(70_000) });
    expect(answer.status).toBe(413);
  });
});
