import { randomUUID } from "node:crypto";
import { sampleNames } from "@callflex/testing/webhook-samples/load";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliver, type Answer } from "./support/deliver.ts";
import { openInstallation, type Installation } from "./support/installation.ts";
import { count, drained, seeCall, seeOutbox, type SeenCall } from "./support/look.ts";
import { sampleMessage } from "./support/samples.ts";
import { makeTenant, type Tenant } from "./support/tenant.ts";

let installation: Installation;
let tenant: Tenant;
beforeAll(async () => {
  installation = await openInstallation({ relay: true, settle: true });
  tenant = await makeTenant(installation.admin, {
    settings: { transferDestinations: [{ name: "Mia", number: "+12125550177", department: "Repairs" }] },
  });
});
afterAll(() => installation.close());

/** What a message leaves behind. */
interface Effect {
  answer?: unknown;
  call?: Partial<SeenCall>;
  actions?: { type: string; status: string }[];
  inbox?: number;
  lines?: string[];
}

const RECORDED: Effect = { answer: { received: true } };
const SAVED = "The message from Tom Reyes is saved and will be passed on.";
const tookMessage = { actions: [{ type: "takeMessage", status: "succeeded" }], inbox: 1, call: { status: "ringing" } };
const unknownFunction = (toolCallId: string): Effect => ({
  answer: {
    results: [
      {
        toolCallId,
        name: "take_message",
        result: "Nothing was done: there is no function take_message. Offer to take a message.",
      },
    ],
  },
  actions: [{ type: "unknown", status: "refused" }],
  call: { status: "ringing" },
});

/** Every type of message in circulation and what it does to a call that nothing was known of. */
const EFFECTS: Record<string, Effect> = {
  "assistant-request": {
    answer: {
      assistantId: expect.any(String) as string,
      assistantOverrides: {
        variableValues: { businessName: "Test Organization", timezone: "UTC" },
        metadata: { callflexCallId: expect.any(String) as string },
      },
    },
    call: { status: "ringing", caller_number: "+12125550133" },
  },
  "tool-calls_flat": unknownFunction("call_yQV8xKfWmMCGDeh1TENN5XPu"),
  "tool-calls_object-arguments": unknownFunction("call_yQV8xKfWmMCGDeh1TENN5XPu"),
  "tool-calls_string-arguments": unknownFunction("call_yQV8xKfWmMCGDeh1TENN5XPu"),
  "tool-calls_take-message": {
    answer: { results: [{ toolCallId: "call_1THuv6QMZ8iHSQGkmUkAAUGs", name: "takeMessage", result: SAVED }] },
    ...tookMessage,
  },
  "function-call_take-message": { answer: { result: SAVED }, ...tookMessage },
  "function-call_string-parameters": { answer: { result: SAVED }, ...tookMessage },
  "transfer-destination-request": {
    answer: {
      destination: {
        type: "number",
        number: "+12125550177",
        message: "I'm connecting you to Mia.",
        transferPlan: { mode: "warm-transfer-say-summary" },
      },
      message: { type: "request-start", content: "One moment, I'm connecting you to Mia." },
    },
    actions: [{ type: "transferCall", status: "succeeded" }],
    call: { status: "ringing" },
  },
  "handoff-destination-request": {
    answer: { error: expect.stringContaining("take a message") as string },
    call: { status: "ringing" },
  },
  "status-update_ringing": { ...RECORDED, call: { status: "ringing" } },
  "status-update_in-progress": { ...RECORDED, call: { status: "in_progress" } },
  "status-update_forwarding": { ...RECORDED, call: { status: "forwarding" } },
  "status-update_ended": {
    ...RECORDED,
    call: { status: "ended", ended_reason: "assistant-ended-call", outcome: null },
  },
  "transfer-update": { ...RECORDED, call: { status: "forwarding" } },
  hang: { ...RECORDED, call: { stall_count: 1 } },
  transcript_final: {
    ...RECORDED,
    call: { status: "ringing" },
    lines: ["caller: This is Tom Reyes, my breaker keeps tripping."],
  },
  "transcript_final-filtered": {
    ...RECORDED,
    call: { status: "ringing" },
    lines: ["assistant: Bright Spark Electric, how can I help?"],
  },
  "end-of-call-report": {
    ...RECORDED,
    call: {
      status: "ended",
      outcome: "answered",
      duration_seconds: 15,
      caller_name: "Tom Reyes",
      summary: "Tom Reyes reported a tripping breaker and left a message.",
    },
    lines: [
      "assistant: Bright Spark Electric, how can I help?",
      "caller: This is Tom Reyes, my breaker keeps tripping.",
      "assistant: I've taken a message, someone will call you back. Goodbye.",
    ],
  },
  "end-of-call-report_silent-caller": {
    ...RECORDED,
    call: { status: "ended", outcome: "abandoned", duration_seconds: 5, summary: null },
    lines: ["assistant: Bright Spark Electric, how can I help?"],
  },
  transcript_partial: RECORDED,
  "conversation-update": RECORDED,
  "speech-update": RECORDED,
  "user-interrupted": RECORDED,
  "phone-call-control": RECORDED,
  "model-output": RECORDED,
  "assistant.started": RECORDED,
  "assistant.speechStarted": RECORDED,
  "voice-input": RECORDED,
  "language-change-detected": RECORDED,
  "chat.created": RECORDED,
  "session.created": RECORDED,
  "call.deleted": RECORDED,
  "call.delete.failed": RECORDED,
  "call.artifact.upload": RECORDED,
  "campaign.predial": RECORDED,
};

async function lookAt(callId: string) {
  const call = await seeCall(installation.admin, tenant.organizationId, callId);
  const rowsOf = async <T>(sql: string) =>
    call ? (await installation.admin.query<T & object>(sql, [call.id])).rows : [];
  return {
    call,
    actions: await rowsOf<{ type: string; status: string }>("SELECT type, status FROM call_actions WHERE call_id = $1"),
    inbox: (await rowsOf("SELECT FROM inbox_items WHERE call_id = $1")).length,
    lines: (
      await rowsOf<{ line: string }>(
        "SELECT speaker || ': ' || text AS line FROM call_transcript_segments WHERE call_id = $1 ORDER BY spoken_at, segment_key",
      )
    ).map(({ line }) => line),
  };
}

describe("every type of message", () => {
  it("has a stated effect", () => {
    const samples = sampleNames("vapi").filter((name) => !/^(api|request|response)_/.test(name));
    expect(Object.keys(EFFECTS).toSorted()).toEqual(samples);
  });

  it.each(Object.entries(EFFECTS))("%s, delivered three times", async (name, effect) => {
    const callId = randomUUID();
    const message = sampleMessage(name, tenant, callId);
    const answers: Answer[] = [];
    for (let repeat = 0; repeat < 3; repeat += 1) {
      answers.push(await deliver(installation.url, tenant, message));
      await drained(installation.admin);
    }
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: effect.answer });

    const seen = await lookAt(callId);
    if (effect.call) expect(seen.call).toMatchObject(effect.call);
    else expect(seen.call).toBeUndefined();
    expect(seen.actions).toEqual(effect.actions ?? []);
    expect(seen.inbox).toBe(effect.inbox ?? 0);
    expect(seen.lines).toEqual(effect.lines ?? []);
    const events = (await seeOutbox(installation.admin, tenant.organizationId)).filter((event) =>
      event.event_key.includes(callId),
    );
    expect(events).toHaveLength(1);
    expect(events[0]?.state).toBeNull();
  });

  it("a type that nobody knows is recorded, also one without a call", async () => {
    const message = { type: "sparkle.started", timestamp: Date.now() };
    expect(await deliver(installation.url, tenant, message)).toMatchObject({ status: 200, body: { received: true } });
    await drained(installation.admin);
    expect(
      await count(
        installation.admin,
        "SELECT count(*) FROM outbox_events WHERE scope = $1 AND type = $2",
        tenant.organizationId,
        message.type,
      ),
    ).toBe(1);
  });
});
