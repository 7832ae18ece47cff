import { readFileSync } from "node:fs";
import twilio from "twilio";
import { describe, expect, it } from "vitest";
import { svixSignature } from "./resend-webhook.ts";
import { vapiAuthHeaders } from "./sign-vapi.ts";
import { twilioWebhook } from "./twilio-webhook.ts";
import { backoffRetries } from "./vapi-webhook.ts";

function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../test/fixtures/${name}.json`, import.meta.url), "utf8")) as T;
}

const request = { url: "https://example.test/hook", body: '{"a":1}', sentAtMs: 1_788_342_009_123 };

describe("signatures", () => {
  it("of VAPI's hmac are those of the sample", () => {
    const sample = fixture<{ secret: string; rawBody: string; headers: Record<string, string> }>(
      "vapi/request_hmac-signed",
    );
    const plan = { type: "hmac", secretKey: sample.secret, algorithm: "sha256" } as const;
    const headers = vapiAuthHeaders({}, plan, { ...request, body: sample.rawBody });
    expect(headers).toEqual(sample.headers);
  });

  it("of VAPI's hmac follow the plan's format, encoding and headers", () => {
    const plan = {
      type: "hmac",
      secretKey: Buffer.from("key").toString("base64"),
      secretIsBase64: true,
      algorithm: "sha512",
      includeTimestamp: false,
      signatureHeader: "X-Sig",
      signatureEncoding: "base64",
      payloadFormat: "{method} {url} {body}",
    } as const;
    const headers = vapiAuthHeaders({ headers: { Authorization: "fixed" } }, plan, request);
    expect(Object.keys(headers)).toEqual(["x-sig", "authorization"]);
    expect(Buffer.from(headers["x-sig"] ?? "", "base64")).toHaveLength(64);
    const plain = vapiAuthHeaders({}, { ...plan, secretKey: "key", secretIsBase64: false }, request);
    expect(plain["x-sig"]).toBe(headers["x-sig"]);
  });

  it("of VAPI are plain headers for a bearer credential or an older secret", () => {
    expect(vapiAuthHeaders({}, { type: "bearer", token: "t" }, request)).toEqual({ authorization: "Bearer t" });
    expect(vapiAuthHeaders({ secret: "s" }, undefined, request)).toEqual({ "x-vapi-secret": "s" });
    expect(vapiAuthHeaders({}, undefined, request)).toEqual({});
  });

  it("of Twilio are those of its documentation, over the address without its fragment", () => {
    const sample = fixture<{ authToken: string; url: string; form: Record<string, string>; expectedSignature: string }>(
      "twilio/signature_public-vector",
    );
    const webhook = twilioWebhook(sample.authToken, { url: `${sample.url}#rc=3&rp=all`, type: "call" }, sample.form);
    expect(webhook.url).toBe(sample.url);
    expect(webhook.headers(0)["x-twilio-signature"]).toBe(sample.expectedSignature);
    expect(webhook.retries.delaysMs).toHaveLength(3);
    expect(twilio.validateRequest(sample.authToken, sample.expectedSignature, sample.url, sample.form)).toBe(true);
  });

  it("of svix are those of the published example", () => {
    const sample = fixture<{
      endpointSecret: string;
      id: string;
      timestamp: number;
      rawBody: string;
      expectedSignature: string;
    }>("resend/signature_public-vector");
    const { endpointSecret, id, timestamp, rawBody } = sample;
    expect(`v1,${svixSignature(endpointSecret, id, timestamp, rawBody)}`).toBe(sample.expectedSignature);
  });
});

describe("VAPI's retries", () => {
  it("follow the backoff plan, none by default", () => {
    expect(backoffRetries(undefined).delaysMs).toEqual([]);
    expect(backoffRetries({ type: "fixed", maxRetries: 2, baseDelaySeconds: 2 }).delaysMs).toEqual([2_000, 2_000]);
    const plan = backoffRetries({
      type: "exponential",
      maxRetries: 3,
      baseDelaySeconds: 1,
      excludedStatusCodes: [400],
    });
    expect(plan.delaysMs).toEqual([1_000, 2_000, 4_000]);
    expect([200, 400, 500, null].map((status) => plan.retryable(status))).toEqual([false, false, true, true]);
  });
});
