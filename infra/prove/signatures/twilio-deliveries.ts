import { createHash, randomBytes, randomInt } from "node:crypto";
import twilio from "twilio";
import { HOOKS_URL, TWILIO_TOKEN } from "../setup/serve-ingress.ts";
import type { Delivery } from "./vapi-deliveries.ts";

const PATH = "/api/webhooks/twilio/status";
const FORM = "application/x-www-form-urlencoded";

function sid(prefix: string): string {
  return `${prefix}${randomBytes(16).toString("hex")}`;
}

function signedForm(form: Record<string, string>, query: string, token = TWILIO_TOKEN): Record<string, string> {
  const signature = twilio.getExpectedTwilioSignature(token, `${HOOKS_URL}${PATH}${query}`, form);
  return { "content-type": FORM, "x-twilio-signature": signature };
}

function alterFirst(signature: string): string {
  return (signature.startsWith("A") ? "B" : "A") + signature.slice(1);
}

/** One delivery of each kind. */
export function twilioDeliveries(): Delivery[] {
  const form = {
    AccountSid: sid("AC"),
    CallSid: sid("CA"),
    CallStatus: "completed",
    CallDuration: String(randomInt(1, 600)),
    SequenceNumber: "3",
  };
  const body = new URLSearchParams(form).toString();
  const query = `?attempt=${randomInt(9)}`;
  const right = signedForm(form, "");
  const refused = (kind: string, headers: Record<string, string>, change: Partial<Delivery> = {}): Delivery => ({
    kind: `Twilio: ${kind}`,
    path: PATH,
    body,
    headers,
    status: 401,
    records: 0,
    ...change,
  });
  const altered = new URLSearchParams({ ...form, CallDuration: "601" }).toString();
  const json = JSON.stringify(form);
  const hash = createHash("sha256").update(json).digest("hex");
  const jsonHeaders = (address: string) => ({
    "content-type": "application/json",
    "x-twilio-signature": twilio.getExpectedTwilioSignature(TWILIO_TOKEN, address, {}),
  });
  return [
    refused("another account's token", signedForm(form, "", randomBytes(16).toString("hex"))),
    refused("empty token", signedForm(form, "", "")),
    refused("no signature", { "content-type": FORM }),
    refused("empty signature", { ...right, "x-twilio-signature": "" }),
    refused("altered signature", { ...right, "x-twilio-signature": alterFirst(right["x-twilio-signature"] ?? "") }),
    refused("altered body", right, { body: altered }),
    refused("a field more", right, { body: `${body}&Digits=1` }),
    refused("a field twice", right, { body: `${body}&CallStatus=failed` }),
    refused("a field less", right, { body: body.replace(/&SequenceNumber=3/, "") }),
    refused("query added", right, { path: `${PATH}${query}` }),
    refused("query altered", signedForm(form, query), { path: `${PATH}${query}0` }),
    refused("query dropped", signedForm(form, query)),
    refused("JSON signed without its hash", jsonHeaders(`${HOOKS_URL}${PATH}`), { body: json }),
    refused("JSON that is not the one hashed", jsonHeaders(`${HOOKS_URL}${PATH}?bodySHA256=${hash}`), {
      path: `${PATH}?bodySHA256=${hash}`,
      body: json.replace("completed", "cancelled"),
    }),
    { kind: "Twilio: right", path: PATH, body, headers: right, status: 200, records: 1 },
    { kind: "Twilio: replayed", path: PATH, body, headers: right, status: 200, records: 0 },
    {
      kind: "Twilio: right, with a query",
      path: `${PATH}${query}`,
      body,
      headers: signedForm(form, query),
      status: 200,
      records: 0,
    },
  ];
}
