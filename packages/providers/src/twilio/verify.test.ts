import { createHash, createHmac } from "node:crypto";
import { loadSample, sampleNames } from "@callflex/testing/webhook-samples/load";
import { describe, expect, test } from "vitest";
import { formParameters, verifyTwilio } from "./verify.ts";

interface SignedRequest {
  url: string;
  authToken: string;
  headers: Record<string, string>;
  form: Record<string, string>;
  rawBody: string;
  expectValid: boolean;
}

const signedNames = sampleNames("twilio").filter((name) => "expectValid" in loadSample<object>("twilio", name));

function request(name: string) {
  const sample = loadSample<SignedRequest>("twilio", name);
  return {
    authTokens: [sample.authToken],
    url: sample.url,
    signature: sample.headers["x-twilio-signature"],
    rawBody: Buffer.from(sample.rawBody),
    contentType: sample.headers["content-type"],
  };
}

describe("a webhook of Twilio", () => {
  test("there are samples to check", () => {
    expect(signedNames.length).toBeGreaterThanOrEqual(8);
  });

  test.each(signedNames)("%s", (name) => {
    expect(verifyTwilio(request(name)).ok).toBe(loadSample<SignedRequest>("twilio", name).expectValid);
  });

  test("the example of Twilio's documentation", () => {
    const vector = loadSample<{
      authToken: string;
      url: string;
      form: Record<string, string>;
      expectedSignature: string;
    }>("twilio", "signature_public-vector");
    const input = {
      authTokens: [vector.authToken],
      url: vector.url,
      signature: vector.expectedSignature,
      rawBody: Buffer.from(new URLSearchParams(vector.form).toString()),
      contentType: "application/x-www-form-urlencoded",
    };
    expect(verifyTwilio(input)).toEqual({ ok: true });
    expect(verifyTwilio({ ...input, url: vector.url.replace("bar=2", "bar=3") }).ok).toBe(false);
    expect(verifyTwilio({ ...input, url: vector.url.replace("https:", "http:") }).ok).toBe(false);
    expect(verifyTwilio({ ...input, url: `${vector.url}#rc=3&rp=5xx` })).toEqual({ ok: true });
  });

  test("during a rotation the older token still counts", () => {
    const input = request("sms_status_delivered");
    expect(verifyTwilio({ ...input, authTokens: ["new-token", ...input.authTokens] })).toEqual({ ok: true });
    expect(verifyTwilio({ ...input, authTokens: ["new-token"] })).toEqual({ ok: false, reason: "mismatch" });
  });

  test("an altered body, no signature and no token are refused", () => {
    const input = request("sms_status_delivered");
    const altered = Buffer.from(input.rawBody.toString().replace("delivered", "failed"));
    expect(verifyTwilio({ ...input, rawBody: altered })).toEqual({ ok: false, reason: "mismatch" });
    expect(verifyTwilio({ ...input, signature: undefined })).toEqual({ ok: false, reason: "missing" });
    expect(verifyTwilio({ ...input, authTokens: [] })).toEqual({ ok: false, reason: "mismatch" });
    expect(verifyTwilio({ ...input, authTokens: [""] })).toEqual({ ok: false, reason: "mismatch" });
  });

  test("a JSON body is bound by bodySHA256", () => {
    const rawBody = Buffer.from('{"a":1}');
    const bound = `https://hooks.example.test/twilio?bodySHA256=${createHash("sha256").update(rawBody).digest("hex")}`;
    const signature = (url: string) => createHmac("sha1", "token").update(url).digest("base64");
    const input = {
      authTokens: ["token"],
      url: bound,
      signature: signature(bound),
      rawBody,
      contentType: "application/json",
    };
    expect(verifyTwilio(input)).toEqual({ ok: true });
    expect(verifyTwilio({ ...input, rawBody: Buffer.from('{"a":2}') }).ok).toBe(false);
    const unbound = "https://hooks.example.test/twilio";
    expect(verifyTwilio({ ...input, url: unbound, signature: signature(unbound) }).ok).toBe(false);
  });

  test("repeated parameters become lists, names of object members stay data", () => {
    expect(formParameters("a=1&b=x+y&a=2&__proto__=z")).toEqual(
      Object.assign(Object.create(null) as object, { a: ["1", "2"], b: "x y", ["__proto__"]: "z" }),
    );
  });
});
