import { createHmac } from "node:crypto";
import { loadSample } from "@callflex/testing/webhook-samples/load";
import { describe, expect, test } from "vitest";
import { verifyVapi } from "./verify.ts";

const sample = loadSample<{ secret: string; headers: Record<string, string>; rawBody: string }>(
  "vapi",
  "request_hmac-signed",
);
const sentAt = Number(sample.headers["x-timestamp"]) * 1000;
const signed = {
  headers: sample.headers,
  rawBody: Buffer.from(sample.rawBody),
  credential: { scheme: "hmac" as const, secret: sample.secret },
  now: new Date(sentAt + 1_000),
};

function sign(timestamp: string, body: Buffer, secret = sample.secret) {
  const signature = createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
  return { "x-timestamp": timestamp, "x-signature": signature };
}

describe("a signed delivery of VAPI", () => {
  test("the sample is accepted", () => {
    expect(verifyVapi(signed)).toEqual({ ok: true });
  });

  test("a sha256= prefix and upper-case hex are accepted", () => {
    const headers = { ...signed.headers, "x-signature": `sha256=${sample.headers["x-signature"]!.toUpperCase()}` };
    expect(verifyVapi({ ...signed, headers })).toEqual({ ok: true });
  });

  test("a timestamp in milliseconds is accepted", () => {
    expect(verifyVapi({ ...signed, headers: sign(String(sentAt), signed.rawBody) })).toEqual({ ok: true });
  });

  test("bytes that are no UTF-8 are verified as they came", () => {
    const rawBody = Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]);
    const headers = sign(String(sentAt), rawBody);
    expect(verifyVapi({ ...signed, headers, rawBody })).toEqual({ ok: true });
    const altered = Buffer.from([0x7b, 0xff, 0xfd, 0x00, 0x7d]);
    expect(verifyVapi({ ...signed, headers, rawBody: altered })).toEqual({ ok: false, reason: "mismatch" });
  });

  test.each([
    ["five minutes later", 5 * 60_000, { ok: true }],
    ["more than five minutes later", 5 * 60_000 + 1, { ok: false, reason: "stale" }],
    ["five minutes early", -5 * 60_000, { ok: true }],
    ["more than five minutes early", -5 * 60_000 - 1, { ok: false, reason: "stale" }],
  ])("%s", (_name, offset, outcome) => {
    expect(verifyVapi({ ...signed, now: new Date(sentAt + offset) })).toEqual(outcome);
  });

  test("a wrong secret, an altered body and another timestamp are a mismatch", () => {
    const mismatch = { ok: false, reason: "mismatch" };
    expect(verifyVapi({ ...signed, credential: { scheme: "hmac", secret: "other" } })).toEqual(mismatch);
    expect(verifyVapi({ ...signed, rawBody: Buffer.from(`${sample.rawBody} `) })).toEqual(mismatch);
    const headers = { ...signed.headers, "x-timestamp": String(sentAt / 1000 + 1) };
    expect(verifyVapi({ ...signed, headers })).toEqual(mismatch);
  });

  test("absent, repeated and unreadable headers are missing", () => {
    const missing = { ok: false, reason: "missing" };
    expect(verifyVapi({ ...signed, headers: {} })).toEqual(missing);
    expect(verifyVapi({ ...signed, headers: { ...signed.headers, "x-signature": undefined } })).toEqual(missing);
    expect(verifyVapi({ ...signed, headers: { ...signed.headers, "x-timestamp": "soon" } })).toEqual(missing);
    expect(verifyVapi({ ...signed, headers: { ...signed.headers, "x-signature": ["a", "b"] } })).toEqual(missing);
  });

  test("an empty secret accepts nothing, not even what it signed", () => {
    const headers = sign(sample.headers["x-timestamp"]!, signed.rawBody, "");
    expect(verifyVapi({ ...signed, headers, credential: { scheme: "hmac", secret: "" } }).ok).toBe(false);
  });
});

describe("a delivery of VAPI with a shared secret", () => {
  const plain = {
    ...signed,
    headers: { "x-vapi-secret": "s3cret" },
    credential: { scheme: "secret" as const, secret: "s3cret" },
  };

  test("the right one is accepted, another or none refused", () => {
    expect(verifyVapi(plain)).toEqual({ ok: true });
    expect(verifyVapi({ ...plain, headers: { "x-vapi-secret": "s3creT" } })).toEqual({ ok: false, reason: "mismatch" });
    expect(verifyVapi({ ...plain, headers: signed.headers })).toEqual({ ok: false, reason: "missing" });
  });

  test("a valid signature doesn't stand in for it", () => {
    const credential = { scheme: "secret" as const, secret: sample.secret };
    expect(verifyVapi({ ...signed, credential }).ok).toBe(false);
  });
});
