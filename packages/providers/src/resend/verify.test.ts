import { createHmac } from "node:crypto";
import { loadSample } from "@callflex/testing/webhook-samples/load";
import { Resend } from "resend";
import { describe, expect, test } from "vitest";
import { verifyResend } from "./verify.ts";

interface SignedRequest {
  endpointSecret: string;
  headers: Record<string, string>;
  receivedAtSeconds: number;
  rawBody: string;
  expectValid: boolean;
}

function request(name: string) {
  const sample = loadSample<SignedRequest>("resend", name);
  return {
    headers: sample.headers,
    rawBody: Buffer.from(sample.rawBody),
    secret: sample.endpointSecret,
    now: new Date(sample.receivedAtSeconds * 1000),
  };
}

describe("a webhook of Resend", () => {
  test("the samples are judged as labelled", () => {
    expect(verifyResend(request("request_signed_valid"))).toEqual({ ok: true });
    expect(verifyResend(request("request_signed_wrong-secret"))).toEqual({ ok: false, reason: "mismatch" });
  });

  test("the published example of the scheme", () => {
    const vector = loadSample<{
      endpointSecret: string;
      id: string;
      timestamp: number;
      rawBody: string;
      expectedSignature: string;
    }>("resend", "signature_public-vector");
    const input = {
      headers: {
        "svix-id": vector.id,
        "svix-timestamp": String(vector.timestamp),
        "svix-signature": `v1,c29tZXRoaW5nIGVsc2U= ${vector.expectedSignature}`,
      },
      rawBody: Buffer.from(vector.rawBody),
      secret: vector.endpointSecret,
      now: new Date(vector.timestamp * 1000),
    };
    expect(verifyResend(input)).toEqual({ ok: true });
    expect(verifyResend({ ...input, now: new Date(input.now.getTime() + 301_000) })).toEqual({
      ok: false,
      reason: "stale",
    });
    expect(verifyResend({ ...input, now: new Date(input.now.getTime() - 301_000) })).toEqual({
      ok: false,
      reason: "stale",
    });
  });

  test("it agrees with the SDK's verifier about a fresh delivery", () => {
    const { endpointSecret, rawBody } = loadSample<SignedRequest>("resend", "request_signed_valid");
    const now = new Date();
    const timestamp = String(Math.floor(now.getTime() / 1000));
    const key = Buffer.from(endpointSecret.slice("whsec_".length), "base64");
    const signature = `v1,${createHmac("sha256", key).update(`msg_1.${timestamp}.${rawBody}`).digest("base64")}`;
    new Resend("re_test").webhooks.verify({
      payload: rawBody,
      headers: { id: "msg_1", timestamp, signature },
      webhookSecret: endpointSecret,
    });
    const headers = { "svix-id": "msg_1", "svix-timestamp": timestamp, "svix-signature": signature };
    expect(verifyResend({ headers, rawBody: Buffer.from(rawBody), secret: endpointSecret, now })).toEqual({ ok: true });
  });

  test("an altered body, a missing header and an empty secret are refused", () => {
    const input = request("request_signed_valid");
    expect(verifyResend({ ...input, rawBody: Buffer.from(`${input.rawBody.toString()} `) }).ok).toBe(false);
    const { "svix-id": _id, ...withoutId } = input.headers;
    expect(verifyResend({ ...input, headers: withoutId })).toEqual({ ok: false, reason: "missing" });
    expect(verifyResend({ ...input, secret: "whsec_" })).toEqual({ ok: false, reason: "mismatch" });
  });
});
