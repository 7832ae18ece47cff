import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { makeCall, makeRecording, type MadeCall } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";

/** Stands in for VAPI and its storage: the first redirects with the key, the second serves parts without it. */
const audio = Buffer.from(Array.from({ length: 2000 }, (_, n) => n % 256));
let seen: IncomingMessage[] = [];
let missing = false;
const provider = createServer((req, res) => {
  seen.push(req);
  if (req.url!.startsWith("/call/")) {
    if (missing) return void res.writeHead(404).end("{}");
    return void res.writeHead(302, { location: `${base()}/storage/${req.url!.split("/")[2]}` }).end();
  }
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(req.headers.range ?? "") ?? [];
  if (from === undefined)
    return void res.writeHead(200, { "content-type": "audio/wav", "content-length": audio.length }).end(audio);
  if (Number(from) >= audio.length) return void res.writeHead(416).end();
  const part = audio.subarray(Number(from), to ? Number(to) + 1 : undefined);
  const range = `bytes ${from}-${Number(from) + part.length - 1}/${audio.length}`;
  res.writeHead(206, { "content-type": "text/html", "content-range": range, "content-length": part.length }).end(part);
});

function base(): string {
  return `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
}

let api: TestApi;
let ann: SignedIn;
let call: MadeCall;
beforeAll(async () => {
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
  api = await startApi({ VAPI_BASE_URL: base() });
  ann = await api.signUp();
  call = await makeCall(api.admin, { organizationId: ann.organizationId });
  await makeRecording(api.admin, call);
});
afterAll(async () => {
  await api.close();
  provider.close();
});
beforeEach(() => {
  seen = [];
  missing = false;
});

function fetchRecording(id: string, headers: Record<string, string> = {}, who = ann) {
  return fetch(`${api.url}/api/v1/calls/${id}/recording`, { headers: { cookie: who.cookie, ...headers } });
}

test("comes whole, and our key is shown to VAPI alone", async () => {
  const response = await fetchRecording(call.id);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("audio/wav");
  expect(response.headers.get("accept-ranges")).toBe("bytes");
  expect(Buffer.from(await response.arrayBuffer()).equals(audio)).toBe(true);
  expect(seen.map((req) => [req.url, req.headers.authorization])).toEqual([
    [`/call/${call.providerCallId}/mono-recording`, "Bearer vapi-key"],
    [`/storage/${call.providerCallId}`, undefined],
  ]);
});

test("comes in parts; what isn't audio is never handed on as a page", async () => {
  const response = await fetchRecording(call.id, { range: "bytes=100-199" });
  expect(response.status).toBe(206);
  expect(response.headers.get("content-range")).toBe("bytes 100-199/2000");
  expect(response.headers.get("content-type")).toBe("application/octet-stream");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(Buffer.from(await response.arrayBuffer()).equals(audio.subarray(100, 200))).toBe(true);
});

test("a part beyond the end is 416", async () => {
  expect((await fetchRecording(call.id, { range: "bytes=5000-" })).status).toBe(416);
});

test("a head has no body", async () => {
  const response = await fetch(`${api.url}/api/v1/calls/${call.id}/recording`, {
    method: "HEAD",
    headers: { cookie: ann.cookie },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-length")).toBe("2000");
  expect(await response.text()).toBe("");
});

test("none kept, none made, none at the provider: 404 in words", async () => {
  const silent = await makeCall(api.admin, { organizationId: ann.organizationId });
  const none = await makeCall(api.admin, { organizationId: ann.organizationId });
  await makeRecording(api.admin, none, "none");
  for (const { id } of [silent, none]) {
    const answer = await ann.get(`/calls/${id}/recording`);
    expect(answer.status).toBe(404);
    expect(answer.body.detail).toBe("This call has no recording.");
  }
  expect(seen).toEqual([]);
  missing = true;
  expect((await ann.get(`/calls/${call.id}/recording`)).status).toBe(404);
});

test("another tenant gets 404 and the provider is not asked", async () => {
  const bob = await api.signUp();
  expect((await fetchRecording(call.id, {}, bob)).status).toBe(404);
  expect((await fetchRecording(call.id, { "x-organization-id": ann.organizationId }, bob)).status).toBe(404);
  expect((await fetch(`${api.url}/api/v1/calls/${call.id}/recording`)).status).toBe(401);
  expect(seen).toEqual([]);
});

test("a provider that is away is 502, not a fault of ours", async () => {
  const away = await startApi({ VAPI_BASE_URL: "http://127.0.0.1:9" });
  try {
    const eve = await away.signUp();
    const made = await makeCall(away.admin, { organizationId: eve.organizationId });
    await makeRecording(away.admin, made);
    expect((await eve.get(`/calls/${made.id}/recording`)).status).toBe(502);
  } finally {
    await away.close();
  }
});
