import { createHmac } from "node:crypto";
import twilio from "twilio";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accountSid, assistant, authToken, goodServer, onVapi, startWorld, type World } from "./support/world.ts";
import { toolArguments, type VapiMessage } from "./support/receiver.ts";
import { fixture, shapeDifferences } from "./support/shape.ts";

const LINE = "+14155550100";

/** Members of the samples that the sandbox does not have: nothing listens there. */
const LEFT_OUT =
  /listenUrl is missing|logUrl is missing|assistantVersion|analysisCostBreakdown|^artifact\.variableValues/;

let world: World;
let numberId: string;

beforeAll(async () => {
  world = await startWorld();
  numberId = await world.importNumber(LINE, { name: "Main line" });
});
afterAll(() => world.close());
beforeEach(async () => {
  world.receiver.received.length = 0;
  world.receiver.answer = goodServer();
  await world.vapi.phoneNumbers.update({
    id: numberId,
    body: { provider: "twilio", server: { url: `${world.receiver.url}/vapi` }, fallbackDestination: null as never },
  });
});

async function play(body: Record<string, unknown> = {}): Promise<{ callId: string; callSid: string }> {
  return world.control("POST", "/calls", { to: LINE, speed: "instant", ...body });
}

function toVapi() {
  return world.receiver.received.filter((request) => request.path.startsWith("/vapi"));
}

function typesOf(messages: VapiMessage[]): string[] {
  return messages.map((message) => (message.status ? `${message.type}:${message.status}` : message.type));
}

describe("an inbound call", () => {
  it("is played from the assistant-request to the report, in order", async () => {
    const { callId } = await play({ scenario: "leave-message" });
    const messages = await world.untilReported(callId);
    const types = typesOf(messages);
    expect(types[0]).toBe("assistant-request");
    expect(types[1]).toBe("status-update:in-progress");
    expect(types.slice(-2)).toEqual(["status-update:ended", "end-of-call-report"]);
    expect(types.filter((type) => type === "tool-calls")).toHaveLength(1);
    expect(types).toContain('transcript[transcriptType="final"]');
    const roles = new Set(messages.filter((m) => m.type.startsWith("transcript")).map((m) => m.role));
    expect(roles).toEqual(new Set(["assistant", "user"]));
  });

  it.each([
    ["assistant-request", "assistant-request"],
    ["status-update", "status-update_in-progress"],
    ['transcript[transcriptType="final"]', "transcript_final"],
    ["tool-calls", "tool-calls_object-arguments"],
    ["end-of-call-report", "end-of-call-report"],
  ])("sends %s in the shape of the sample", async (type, sample) => {
    const { callId } = await play();
    const messages = await world.untilReported(callId);
    const expected = fixture(`vapi/${sample}`).message as Record<string, unknown>;
    const { type: _type, assistant: _assistant, ...comparable } = expected;
    const message = messages.find((candidate) => candidate.type === type);
    const differences = shapeDifferences(comparable, message).filter(
      (line) => !LEFT_OUT.test(line) && !/arguments|parameters/.test(line) && !/structuredData/.test(line),
    );
    expect(differences).toEqual([]);
  });

  it("gives its tool what the schema requires, taken from the caller's words", async () => {
    const { callId } = await play({ scenario: "leave-message" });
    await world.untilReported(callId);
    const [call] = world.messages(callId, "tool-calls");
    expect(call?.toolCallList).toMatchObject([{ type: "function", function: { name: "takeMessage" } }]);
    expect(toolArguments(call)).toEqual({
      callerName: "Tom Reyes",
      phone: "+12125550133",
      message: "The invoice I got last week has the wrong address on it. Could you send me a new one?",
    });
  });

  it("has consistent times that never pass the real time", async () => {
    const { callId } = await play();
    const messages = await world.untilReported(callId);
    const report = messages.at(-1);
    const startedAt = Date.parse(report?.startedAt as string);
    const endedAt = Date.parse(report?.endedAt as string);
    expect(report?.durationSeconds).toBe((endedAt - startedAt) / 1000);
    expect(startedAt).toBeLessThan(endedAt);
    expect(endedAt).toBeLessThanOrEqual(report?.timestamp as number);
    expect(report?.timestamp).toBeLessThanOrEqual(Date.now());
    const stamps = messages.map((message) => message.timestamp as number);
    expect(stamps).toEqual(stamps.toSorted((a, b) => a - b));
    const turns = ((report?.messages ?? []) as { time: number; endTime?: number }[]).slice(1);
    for (const [index, turn] of turns.entries()) {
      expect(turn.endTime ?? turn.time).toBeLessThanOrEqual(turns[index + 1]?.time ?? endedAt);
    }
  });

  it("says the same for the same seed", async () => {
    const reports = [];
    for (let round = 0; round < 2; round++) {
      const twin = await startWorld({ seed: "twins" });
      twin.receiver.answer = goodServer();
      await twin.importNumber(LINE);
      const { callId } = await twin.control<{ callId: string }>("POST", "/calls", { to: LINE, speed: "instant" });
      reports.push((await twin.untilReported(callId)).at(-1));
      await twin.close();
    }
    expect(reports[0]?.transcript).toBe(reports[1]?.transcript);
    expect(reports[0]?.transcript).toContain("Tom Reyes");
  });

  it("tells Twilio's status callback once, signed", async () => {
    const [line] = await world.twilio.incomingPhoneNumbers.list({ phoneNumber: LINE });
    const statusCallback = `${world.receiver.url}/twilio/status?line=1`;
    await world.twilio.incomingPhoneNumbers(line?.sid ?? "").update({ statusCallback });
    const { callId, callSid } = await play();
    await world.untilReported(callId);
    const callback = await world.receiver.waitFor((request) => request.path.startsWith("/twilio/status"));
    const form = Object.fromEntries(new URLSearchParams(callback.body));
    const signature = String(callback.headers["x-twilio-signature"]);
    expect(twilio.validateRequest(authToken, signature, statusCallback, form)).toBe(true);
    expect(form).toMatchObject({ CallSid: callSid, CallStatus: "completed", To: LINE, AccountSid: accountSid });
    const sample = fixture("twilio/call_status_completed").form as object;
    expect(Object.keys(sample).filter((key) => !(key in form))).toEqual([]);
    expect(world.receiver.received.filter((request) => request.path.startsWith("/twilio/status"))).toHaveLength(1);
    const record = await world.twilio.calls(callSid).fetch();
    expect(record).toMatchObject({
      sid: callSid,
      status: "completed",
      direction: "inbound",
      duration: form.CallDuration,
    });
  });

  it("asks the server where to transfer to, and reports the forwarding", async () => {
    const { callId } = await play({ scenario: "transfer-wanted" });
    const messages = await world.untilReported(callId);
    const types = typesOf(messages);
    expect(types).toContain("transfer-destination-request");
    expect(types.indexOf("status-update:forwarding")).toBeLessThan(types.indexOf("status-update:ended"));
    const report = messages.at(-1);
    expect(report).toMatchObject({
      endedReason: "assistant-forwarded-call",
      destination: { type: "number", number: "+13475550177" },
    });
    const sample = fixture("vapi/transfer-destination-request").message as Record<string, unknown>;
    const asked = messages.find((message) => message.type === "transfer-destination-request");
    expect(shapeDifferences({ ...sample, assistant: {} }, asked).filter((line) => !LEFT_OUT.test(line))).toEqual([]);
  });

  it("comes back to the assistant when a warm transfer with a fallback is not answered", async () => {
    world.receiver.answer = onVapi((message) => {
      if (message.type !== "transfer-destination-request") return undefined;
      const fallbackPlan = { message: "Nobody picked up.", endCallEnabled: false };
      const transferPlan = { mode: "warm-transfer-experimental", fallbackPlan };
      return { body: { destination: { type: "number", number: "+13475550177", transferPlan } } };
    });
    const { callId } = await play({ scenario: "transfer-unanswered" });
    const report = (await world.untilReported(callId)).at(-1);
    expect(report?.transcript).toContain("Nobody picked up. Would you like to leave a message?");
    expect(world.messages(callId, "tool-calls")).toHaveLength(1);
    expect(report?.destination).toBeUndefined();
  });

  it.each([
    ["silent-caller", "silence-timed-out"],
    ["early-hang-up", "customer-ended-call"],
  ])("ends for %s with %s and without analysis", async (scenario, endedReason) => {
    const { callId } = await play({ scenario });
    const report = (await world.untilReported(callId)).at(-1);
    expect(report).toMatchObject({ endedReason, analysis: {} });
  });
});

describe("the answer to assistant-request", () => {
  it.each<[string, unknown, string]>([
    ["an error", { error: "We are closed today." }, "assistant-request-returned-error"],
    ["nothing", {}, "assistant-request-returned-no-assistant"],
    ["an unknown id", { assistantId: "00000000-0000-4000-8000-000000000000" }, "assistant-not-found"],
    ["an invalid assistant", { assistant: { name: "x".repeat(41) } }, "assistant-request-returned-invalid-assistant"],
  ])("of %s drops the call, or forwards it to the number's fallback", async (_name, body, endedReason) => {
    world.receiver.answer = onVapi((message) => (message.type === "assistant-request" ? { body } : {}));
    const dropped = (await world.untilReported((await play()).callId)).at(-1);
    expect(dropped).toMatchObject({ endedReason });
    expect(dropped?.destination).toBeUndefined();

    const fallbackDestination = { type: "number", number: "+13475550199" } as const;
    await world.vapi.phoneNumbers.update({ id: numberId, body: { provider: "twilio", fallbackDestination } });
    const { callId } = await play();
    const messages = await world.untilReported(callId);
    expect(typesOf(messages)).toContain("status-update:forwarding");
    expect(messages.at(-1)).toMatchObject({ endedReason, destination: fallbackDestination });
  });

  it("that is a failure leaves a call that never connected", async () => {
    world.receiver.answer = onVapi((message) => (message.type === "assistant-request" ? { status: 500 } : {}));
    const report = (await world.untilReported((await play()).callId)).at(-1);
    expect(report).toMatchObject({ endedReason: "assistant-request-failed", cost: 0 });
    expect(report).not.toHaveProperty("startedAt");
    expect(report?.artifact).not.toHaveProperty("recordingUrl");
  });

  it("that names a destination forwards at once", async () => {
    world.receiver.answer = () => ({ body: { destination: { type: "number", number: "+13475550188" } } });
    const { callId } = await play();
    const messages = await world.untilReported(callId);
    expect(messages.at(-1)).toMatchObject({
      endedReason: "assistant-request-returned-forwarding-phone-number",
      destination: { number: "+13475550188" },
    });
  });

  it("names a stored assistant, with overrides and variables", async () => {
    const stored = await world.vapi.assistants.create(assistant as never);
    const assistantOverrides = { variableValues: { business: "Bright Spark" }, metadata: { organization: "o1" } };
    world.receiver.answer = goodServer({ assistantId: stored.id, assistantOverrides });
    const { callId } = await play();
    const report = (await world.untilReported(callId)).at(-1);
    expect(report?.transcript).toContain("Thanks for calling Bright Spark, how can I help?");
    expect(report?.assistant).toMatchObject({ id: stored.id, metadata: { organization: "o1" } });
    expect(report?.call).toMatchObject({ assistantId: stored.id });
  });

  it("can switch the recording of a stored assistant off by its overrides, and say other first words", async () => {
    const stored = await world.vapi.assistants.create(assistant as never);
    const assistantOverrides = {
      firstMessage: "You are speaking with an AI assistant.",
      artifactPlan: { recordingEnabled: false, transcriptPlan: { enabled: false } },
      serverMessages: ["end-of-call-report"],
    };
    world.receiver.answer = goodServer({ assistantId: stored.id, assistantOverrides });
    const { callId } = await play();
    const messages = await world.untilReported(callId);
    expect(typesOf(messages).filter((type) => type.startsWith("transcript"))).toEqual([]);
    const report = messages.at(-1);
    expect(report).toMatchObject({ transcript: "" });
    expect(report?.artifact).not.toHaveProperty("recordingUrl");
    expect(report?.artifact).not.toHaveProperty("transcript");
    expect(JSON.stringify(report?.messages)).toContain("You are speaking with an AI assistant.");
  });

  it("is not asked for when the number has its own assistant", async () => {
    const stored = await world.vapi.assistants.create({
      ...assistant,
      server: { url: `${world.receiver.url}/vapi/own` },
    } as never);
    await world.vapi.phoneNumbers.update({ id: numberId, body: { provider: "twilio", assistantId: stored.id } });
    const { callId } = await play();
    const messages = await world.untilReported(callId);
    expect(typesOf(messages)).not.toContain("assistant-request");
    expect(new Set(toVapi().map((request) => request.path))).toEqual(new Set(["/vapi/own"]));
    await world.vapi.phoneNumbers.update({ id: numberId, body: { provider: "twilio", assistantId: null as never } });
  });
});

describe("a server's proof", () => {
  it("is an hmac over timestamp and body", async () => {
    const credentialId = await createCredential({
      type: "hmac",
      secretKey: "hush",
      algorithm: "sha256",
      signaturePrefix: "sha256=",
    });
    await useServer({ credentialId });
    await world.untilReported((await play()).callId);
    for (const request of world.receiver.received.filter((one) => one.path === "/vapi")) {
      const timestamp = String(request.headers["x-timestamp"]);
      const expected = createHmac("sha256", "hush").update(`${timestamp}.${request.body}`).digest("hex");
      expect(request.headers["x-signature"]).toBe(`sha256=${expected}`);
      expect(Math.abs(Number(timestamp) * 1000 - request.receivedAt)).toBeLessThan(60_000);
    }
  });

  it("is a bearer token in the header of the credential", async () => {
    const plan = { type: "bearer", token: "tok", headerName: "X-Vapi-Secret", bearerPrefixEnabled: false };
    await useServer({ credentialId: await createCredential(plan) });
    await world.untilReported((await play()).callId);
    expect(toVapi().every((request) => request.headers["x-vapi-secret"] === "tok")).toBe(true);
  });

  it("is the older secret of the server, sent by clients that still give it", async () => {
    await useServer({ secret: "old-secret" });
    await world.untilReported((await play()).callId);
    expect(toVapi().every((request) => request.headers["x-vapi-secret"] === "old-secret")).toBe(true);
  });

  async function createCredential(authenticationPlan: object): Promise<string> {
    const response = await world.vapi.fetch("/credential", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ provider: "webhook", name: "ours", authenticationPlan }),
    });
    const created = (await response.json()) as { id: string; authenticationPlan: object };
    expect(created.authenticationPlan).not.toHaveProperty("token");
    expect(created.authenticationPlan).not.toHaveProperty("secretKey");
    return created.id;
  }

  async function useServer(server: object): Promise<void> {
    const body = { provider: "twilio" as const, server: { url: `${world.receiver.url}/vapi`, ...server } };
    await world.vapi.phoneNumbers.update({ id: numberId, body });
  }
});

describe("retries", () => {
  it("are made as the server's backoff plan says, and not without one", async () => {
    const failReportOnce = (failures: number) => {
      let left = failures;
      world.receiver.answer = onVapi((message) =>
        message.type === "end-of-call-report" && left-- > 0 ? { status: 503 } : undefined,
      );
    };
    const reports = (callId: string) => world.messages(callId, "end-of-call-report").length;

    failReportOnce(1);
    const first = await play();
    await world.untilReported(first.callId);
    await world.control("GET", "/calls");
    const delivery = await untilSettled(first.callId);
    expect(delivery).toMatchObject({ state: "failed", attempts: 1, status: 503 });
    expect(reports(first.callId)).toBe(1);

    const backoffPlan = { type: "fixed", maxRetries: 3, baseDelaySeconds: 0.01 };
    const server = { url: `${world.receiver.url}/vapi`, backoffPlan };
    await world.vapi.phoneNumbers.update({ id: numberId, body: { provider: "twilio", server: server as never } });
    failReportOnce(2);
    const second = await play();
    await world.receiver.waitForCount(
      3,
      ({ vapi }) => vapi?.type === "end-of-call-report" && vapi.call.id === second.callId,
    );
    expect(await untilSettled(second.callId)).toMatchObject({ state: "delivered", attempts: 3, status: 200 });
  });

  async function untilSettled(callId: string): Promise<Record<string, unknown> | undefined> {
    for (;;) {
      const path = `/deliveries?callId=${callId}&type=end-of-call-report`;
      const { deliveries } = await world.control<{ deliveries: Record<string, unknown>[] }>("GET", path);
      if (deliveries[0]?.state !== "sending" && deliveries[0]) return deliveries[0];
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
});

describe("a number whose VoiceUrl at Twilio was changed after the import", () => {
  it("doesn't reach VAPI", async () => {
    await world.importNumber("+14155550109");
    const [line] = await world.twilio.incomingPhoneNumbers.list({ phoneNumber: "+14155550109" });
    expect(line?.voiceUrl).toBe("https://api.vapi.ai/twilio/inbound_call");
    expect(line?.smsUrl).toBe("");
    await world.twilio.incomingPhoneNumbers(line?.sid ?? "").update({ voiceUrl: "https://elsewhere.test/voice" });
    const answer = await world.control("POST", "/calls", { to: "+14155550109" });
    expect(answer.error).toMatch(/don't reach VAPI/);
  });
});
