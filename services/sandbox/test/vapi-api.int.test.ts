import { VapiClient, VapiError } from "@vapi-ai/server-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountSid, assistant, authToken, goodServer, startWorld, type World } from "./support/world.ts";
import { fixture, shapeDifferences } from "./support/shape.ts";

let world: World;

beforeAll(async () => {
  world = await startWorld();
  world.receiver.answer = goodServer();
});
afterAll(() => world.close());

async function failureOf(work: PromiseLike<unknown>): Promise<{ status?: number; body: Record<string, unknown> }> {
  try {
    await work;
  } catch (error) {
    if (error instanceof VapiError) return { status: error.statusCode, body: error.body as Record<string, unknown> };
    throw error;
  }
  throw new Error("this should have failed");
}

describe("assistants", () => {
  it("are created, read, changed key by key, listed and deleted", async () => {
    const created = await world.vapi.assistants.create({
      ...assistant,
      voice: { provider: "11labs", voiceId: "sarah" },
      transcriber: { provider: "deepgram", model: "nova-3", language: "en" },
      maxDurationSeconds: 600,
      metadata: { organization: "o1" },
    } as never);
    const { server: _server, ...sample } = fixture("vapi/api_assistant_201");
    const differences = shapeDifferences(sample, created).filter((line) => !/temperature/.test(line));
    expect(differences).toEqual([]);

    const updated = await world.vapi.assistants.update({ id: created.id, firstMessage: "Hello!" });
    expect(updated).toMatchObject({ id: created.id, firstMessage: "Hello!", metadata: { organization: "o1" } });
    expect(Date.parse(updated.updatedAt)).toBeGreaterThanOrEqual(Date.parse(created.createdAt));
    expect(await world.vapi.assistants.get({ id: created.id })).toMatchObject({ firstMessage: "Hello!" });
    expect((await world.vapi.assistants.list({ limit: 1 })).map((one) => one.id)).toEqual([created.id]);
    expect(await world.vapi.assistants.list({ createdAtLt: created.createdAt })).not.toContainEqual(
      expect.objectContaining({ id: created.id }),
    );
    expect((await world.vapi.assistants.delete({ id: created.id })).id).toBe(created.id);
    expect((await failureOf(world.vapi.assistants.get({ id: created.id }))).status).toBe(404);
  });

  it("that are wrong are refused with everything that is wrong, in VAPI's shape", async () => {
    const wrong = { name: "x".repeat(41), model: { provider: "nobody" }, maxDurationSeconds: 5 };
    const { status, body } = await failureOf(world.vapi.assistants.create(wrong as never));
    expect(status).toBe(400);
    expect(shapeDifferences(fixture("vapi/api_error_400"), body)).toEqual([]);
    expect(body.message).toEqual([
      "name must be shorter than or equal to 40 characters",
      expect.stringMatching(/^model\.provider must be one of the following values: openai, /),
      "maxDurationSeconds must not be less than 10",
    ]);
  });

  it("keep keys that the SDK doesn't know", async () => {
    const server = { url: "https://example.test/vapi", secret: "s" };
    const created = await world.vapi.assistants.create({ name: "Loose", server, silenceTimeoutSeconds: 20 } as never);
    expect(created).toMatchObject({ server, silenceTimeoutSeconds: 20 });
  });
});

describe("a key", () => {
  it("that is wrong is refused", async () => {
    const stranger = new VapiClient({ token: "other", baseUrl: `${world.sandbox.url}/vapi`, maxRetries: 0 });
    const { status, body } = await failureOf(stranger.assistants.list());
    expect(status).toBe(401);
    expect(body).toMatchObject({ error: "Unauthorized", statusCode: 401 });
  });
});

describe("phone numbers", () => {
  const twilioNumber = (number: string, more: object = {}) =>
    world.vapi.phoneNumbers.create({
      provider: "twilio",
      number,
      twilioAccountSid: accountSid,
      twilioAuthToken: authToken,
      ...more,
    });

  it("are imported from the Twilio account, which takes over their VoiceUrl and, unless told not to, SmsUrl", async () => {
    await world.control("POST", "/twilio/numbers", { phoneNumber: "+14155550111" });
    const imported = await twilioNumber("+14155550111", { name: "Main line" });
    expect(shapeDifferences(fixture("vapi/api_phone-number_twilio_201"), imported)).toEqual([]);
    expect(imported).not.toHaveProperty("twilioAuthToken");
    const [line] = await world.twilio.incomingPhoneNumbers.list({ phoneNumber: "+14155550111" });
    expect(line).toMatchObject({
      voiceUrl: "https://api.vapi.ai/twilio/inbound_call",
      smsUrl: "https://api.vapi.ai/twilio/sms",
    });
    expect((await failureOf(twilioNumber("+14155550111"))).body.message).toMatch(/Identical `number`/);
    const id = (imported as { id: string }).id;
    await world.vapi.phoneNumbers.delete({ id });
    expect((await world.twilio.incomingPhoneNumbers(line?.sid ?? "").fetch()).voiceUrl).toBe("");
  });

  it("that the account doesn't own, or with wrong credentials, are refused", async () => {
    expect(await failureOf(twilioNumber("+14155550112"))).toMatchObject({
      status: 400,
      body: { error: "Bad Request" },
    });
    await world.control("POST", "/twilio/numbers", { phoneNumber: "+14155550112" });
    const wrong = await failureOf(twilioNumber("+14155550112", { twilioAuthToken: "wrong" }));
    expect(wrong).toMatchObject({ status: 400, body: { message: expect.stringMatching(/Authenticate/) as string } });
  });

  it("of VAPI's own are given in the desired area", async () => {
    const free = await world.vapi.phoneNumbers.create({ provider: "vapi", numberDesiredAreaCode: "512" } as never);
    expect((free as { number: string }).number).toMatch(/^\+1512555\d{4}$/);
  });
});

describe("a played call", () => {
  let id: string;

  beforeAll(async () => {
    await world.importNumber("+14155550120");
    const body = { to: "+14155550120", speed: "instant" };
    id = (await world.control<{ callId: string }>("POST", "/calls", body)).callId;
    await world.untilReported(id);
  });

  it("is read and listed with everything that its report told", async () => {
    const call = await world.vapi.calls.get({ id });
    const report = world.messages(id, "end-of-call-report")[0];
    expect(call).toMatchObject({
      status: "ended",
      type: "inboundPhoneCall",
      startedAt: report?.startedAt,
      endedAt: report?.endedAt,
      cost: report?.cost,
      endedReason: report?.endedReason,
    });
    const { monitor: _monitor, subscriptionLimits: _limits, ...sample } = fixture("vapi/api_call_201");
    expect(shapeDifferences(sample, call)).toEqual([]);
    const listed = await world.vapi.calls.list({ limit: 5 });
    expect(listed.map((one) => one.id)).toContain(id);
  });

  it("has a recording behind a link that works for a while, with byte ranges", async () => {
    const redirect = await fetch(`${world.sandbox.url}/vapi/call/${id}/stereo-recording`, {
      headers: { authorization: "Bearer vapi-key" },
      redirect: "manual",
    });
    expect(redirect.status).toBe(302);
    const link = redirect.headers.get("location") ?? "";
    const whole = await fetch(link);
    expect(whole.headers.get("content-type")).toBe("audio/wav");
    const bytes = Buffer.from(await whole.arrayBuffer());
    expect(bytes.length).toBe(Number(whole.headers.get("content-length")));
    expect(bytes.toString("latin1", 0, 4)).toBe("RIFF");
    expect(bytes.readUInt16LE(22)).toBe(2);
    expect(bytes.readUInt32LE(24)).toBe(8000);
    const { startedAt, endedAt } = await world.vapi.calls.get({ id });
    const seconds = (Date.parse(endedAt ?? "") - Date.parse(startedAt ?? "")) / 1000;
    expect((bytes.length - 44) / (8000 * 4)).toBeCloseTo(seconds, 2);

    const part = await fetch(link, { headers: { range: "bytes=40001-50000" } });
    expect(part.status).toBe(206);
    expect(part.headers.get("content-range")).toBe(`bytes 40001-50000/${bytes.length}`);
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(40_001, 50_001))).toBe(true);
    expect((await fetch(link, { headers: { range: `bytes=${bytes.length + 5}-` } })).status).toBe(416);
  });

  it("has no recording behind a raw or a changed link", async () => {
    const artifact = world.messages(id, "end-of-call-report")[0]?.artifact as Record<string, string>;
    expect((await fetch(artifact.recordingUrl ?? "")).status).toBe(403);
    expect((await fetch(artifact.presignedMonoUrl ?? "")).status).toBe(200);
    expect((await fetch(`${artifact.presignedMonoUrl?.slice(0, -1)}x`)).status).toBe(403);
    const other = artifact.presignedMonoUrl?.replace("-mono.wav", "-stereo.wav") ?? "";
    expect((await fetch(other)).status).toBe(403);
  });

  it("that was not to be recorded has no recording", async () => {
    world.receiver.answer = goodServer({ assistant: { ...assistant, artifactPlan: { recordingEnabled: false } } });
    const body = { to: "+14155550120", speed: "instant" };
    const { callId } = await world.control<{ callId: string }>("POST", "/calls", body);
    const report = (await world.untilReported(callId)).at(-1);
    expect(report?.artifact).not.toHaveProperty("recordingUrl");
    expect((await world.vapi.fetch(`/call/${callId}/mono-recording`)).status).toBe(404);
  });
});
