import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { startSandbox, type RunningSandbox } from "@callflex/sandbox/start-sandbox";
import { uniquePhone } from "@callflex/testing/factories";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createMailSender, KEY_ALREADY_USED } from "./resend/mail.ts";
import { createTwilioClient } from "./twilio/client.ts";
import { createSmsSender } from "./twilio/messages.ts";
import { createVapiCalls } from "./vapi/calls.ts";

const secrets = {
  vapiApiKey: "vapi-key",
  twilioAccountSid: `AC${"1".repeat(32)}`,
  twilioAuthToken: "twilio-token",
  resendApiKey: "re_key",
};
const MAGIC_SENDER = "+15005550006";

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ secrets });
});
afterEach(() => fetch(`${sandbox.url}/sandbox/faults`, { method: "DELETE" }));
afterAll(() => sandbox?.close());

async function breakRequests(fault: object): Promise<void> {
  const answer = await fetch(`${sandbox.url}/sandbox/faults`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ requests: [fault] }),
  });
  expect(answer.status).toBe(200);
}

function sms(given: { authToken?: string } = {}) {
  const { twilioAccountSid: accountSid, twilioAuthToken: authToken } = secrets;
  return createSmsSender(createTwilioClient({ accountSid, authToken, baseUrl: `${sandbox.url}/twilio`, ...given }));
}

function mail(given: { apiKey?: string; timeoutMs?: number } = {}) {
  return createMailSender({ apiKey: secrets.resendApiKey, baseUrl: `${sandbox.url}/resend/`, ...given });
}

describe("text messages", () => {
  const text = (to: string) => ({ from: MAGIC_SENDER, to, body: "Hello #K3F9X", reference: "K3F9X" });

  test("are sent, found by their reference, and asked about", async () => {
    const to = uniquePhone();
    const sentAfter = new Date();
    expect(await sms().findByReference({ to, reference: "K3F9X", sentAfter })).toBeNull();
    const sent = await sms().send(text(to));
    expect(sent.sid).toMatch(/^SM[0-9a-f]{32}$/);
    expect(await sms().findByReference({ to, reference: "K3F9X", sentAfter })).toMatchObject({ sid: sent.sid });
    expect(await sms().findByReference({ to, reference: "K3F9Y", sentAfter })).toBeNull();
    const later = new Date(Date.now() + 10 * 60_000);
    expect(await sms().findByReference({ to, reference: "K3F9X", sentAfter: later })).toBeNull();
    expect(await sms().getStatus(sent.sid)).toMatchObject({ sid: sent.sid });
    expect(await sms().getStatus(`SM${"0".repeat(32)}`)).toBeNull();
  });

  test("must carry their reference", async () => {
    await expect(sms().send({ ...text(uniquePhone()), reference: "OTHER" })).rejects.toThrow("#OTHER");
  });

  test("refused and failed ones say whether another try makes sense", async () => {
    await expect(sms().send(text("+15005550004"))).rejects.toMatchObject({ code: "21610", retryable: false });
    await expect(sms({ authToken: "wrong" }).send(text(uniquePhone()))).rejects.toMatchObject({ retryable: false });
    await breakRequests({ provider: "twilio", method: "POST", failNext: 1, status: 503 });
    await expect(sms().send(text(uniquePhone()))).rejects.toMatchObject({ provider: "twilio", retryable: true });
    await breakRequests({ provider: "twilio", method: "POST", failNext: 1, status: "disconnect" });
    await expect(sms().send(text(uniquePhone()))).rejects.toMatchObject({ code: "network", retryable: true });
  });

  test("a request that takes too long is given up, once", async () => {
    let requests = 0;
    const silent = createServer(() => void (requests += 1));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const baseUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const client = createTwilioClient({
      accountSid: secrets.twilioAccountSid,
      authToken: "t",
      baseUrl,
      timeoutMs: 200,
    });
    const sending = createSmsSender(client).send(text(uniquePhone()));
    await expect(sending).rejects.toMatchObject({ code: "network", retryable: true });
    expect(requests).toBe(1);
    silent.closeAllConnections();
    silent.close();
  });
});

describe("mails", () => {
  const letter = (idempotencyKey: string) => ({
    from: "CallFlex <notifications@callflex.example>",
    to: "owner@brightspark.example",
    subject: "Hello",
    html: "<p>Hello</p>",
    text: "Hello",
    idempotencyKey,
    tags: { organization: "0199f3a1-7c1e-7d7a-9a55-0f3c5c1b2a11" },
  });

  test("are sent once under a key, also when the first answer is lost", async () => {
    await breakRequests({ provider: "resend", method: "POST", failNext: 1, status: "disconnect", effect: "after" });
    await expect(mail().send(letter("key-1"))).rejects.toMatchObject({ code: "network", retryable: true });
    const first = await mail().send(letter("key-1"));
    expect(await mail().send(letter("key-1"))).toEqual(first);
    expect(await mail().getStatus(first.id)).toMatchObject({ status: expect.any(String) as string });
    expect(await mail().getStatus("0199f3a1-7c1e-7d7a-9a55-0f3c5c1b2a11")).toBeNull();
  });

  test("a key that was used for other words is refused under its name", async () => {
    await mail().send(letter("key-2"));
    const other = { ...letter("key-2"), subject: "Other" };
    await expect(mail().send(other)).rejects.toMatchObject({ code: KEY_ALREADY_USED, retryable: false });
  });

  test("refused and failed ones say whether another try makes sense", async () => {
    await expect(mail({ apiKey: "re_wrong" }).send(letter("key-3"))).rejects.toMatchObject({ retryable: false });
    await expect(mail().send({ ...letter("key-4"), to: "nobody" })).rejects.toMatchObject({ retryable: false });
    await breakRequests({ provider: "resend", failNext: 1, status: 429 });
    await expect(mail().send(letter("key-5"))).rejects.toMatchObject({ code: "rate_limit_exceeded", retryable: true });
    await breakRequests({ provider: "resend", failNext: 1, status: 500 });
    await expect(mail().send(letter("key-5"))).rejects.toMatchObject({ retryable: true });
    await breakRequests({ provider: "resend", latencyMs: 1_000 });
    await expect(mail({ timeoutMs: 100 }).send(letter("key-6"))).rejects.toMatchObject({ code: "network" });
  });
});

describe("VAPI's calls", () => {
  let server: Server;
  let handle: (req: IncomingMessage, res: ServerResponse) => void = (_req, res) => void res.end();
  let baseUrl = "";

  beforeAll(async () => {
    server = createServer((req, res) => handle(req, res));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server?.close());
  const calls = (timeoutMs?: number) => createVapiCalls({ apiKey: "vapi-key", baseUrl, timeoutMs });

  test("a call that VAPI does not have is null, one that it may not show is an error", async () => {
    const real = createVapiCalls({ apiKey: secrets.vapiApiKey, baseUrl: `${sandbox.url}/vapi` });
    expect(await real.getCall("0199f3a1-7c1e-7d7a-9a55-0f3c5c1b2a11")).toBeNull();
    const wrong = createVapiCalls({ apiKey: "wrong", baseUrl: `${sandbox.url}/vapi` });
    await expect(wrong.getCall("x")).rejects.toMatchObject({ provider: "vapi", code: "401", retryable: false });
  });

  test("a request is never repeated by itself", async () => {
    let requests = 0;
    handle = (_req, res) => {
      requests += 1;
      res.writeHead(503, { "retry-after": "3" }).end();
    };
    await expect(calls().getCall("c")).rejects.toMatchObject({ retryable: true, code: "503", retryAfterMs: 3_000 });
    expect(requests).toBe(1);
  });

  test("a recording is fetched from where VAPI points, without our key, and in parts", async () => {
    const seen: { url?: string; authorization?: string; range?: string }[] = [];
    handle = ({ url, headers: { authorization, range } }, res) => {
      seen.push({ url, authorization, range });
      if (url?.startsWith("/call/")) return void res.writeHead(302, { location: "/storage/a.wav?signed=1" }).end();
      res.writeHead(206, { "content-type": "audio/wav", "content-range": "bytes 0-3/10" }).end("RIFF");
    };
    const recording = await calls().getRecordingStream({ callId: "c", range: "bytes=0-3" });
    expect(recording).toMatchObject({ status: 206, contentType: "audio/wav", contentRange: "bytes 0-3/10" });
    expect(await new Response(recording!.body).text()).toBe("RIFF");
    expect(seen).toEqual([
      { url: "/call/c/mono-recording", authorization: "Bearer vapi-key", range: "bytes=0-3" },
      { url: "/storage/a.wav?signed=1", authorization: undefined, range: "bytes=0-3" },
    ]);
  });

  test("no recording is null, silence is given up", async () => {
    handle = (_req, res) => void res.writeHead(404).end();
    expect(await calls().getRecordingStream({ callId: "c" })).toBeNull();
    handle = () => undefined;
    await expect(calls(100).getRecordingStream({ callId: "c" })).rejects.toMatchObject({ code: "network" });
  });
});
