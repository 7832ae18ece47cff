import { createHmac, randomUUID } from "node:crypto";
import twilio from "twilio";
import { PUBLIC_URL, TWILIO_AUTH_TOKEN } from "./installation.ts";
import type { Tenant } from "./tenant.ts";

/** What the ingress answered. */
export interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
}

async function send(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, { method: "POST", ...init });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json");
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** Headers by which VAPI proves a delivery, as the HMAC scheme wants them. */
export function signVapi(secret: string, body: string | Buffer, at: Date = new Date()): Record<string, string> {
  const timestamp = String(at.getTime());
  const signature = createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
  return { "content-type": "application/json", "x-timestamp": timestamp, "x-signature": signature };
}

/** Delivers bytes as VAPI would, signed unless other headers are given. */
export function deliverRaw(
  url: string,
  tenant: Pick<Tenant, "organizationId" | "secret">,
  body: string | Buffer,
  headers: Record<string, string> = signVapi(tenant.secret, body),
): Promise<Answer> {
  return send(`${url}/api/webhooks/vapi/${tenant.organizationId}`, {
    body: new Uint8Array(Buffer.from(body)),
    headers,
  });
}

/** Delivers a message as VAPI would. */
export function deliver(url: string, tenant: Tenant, message: object): Promise<Answer> {
  return deliverRaw(url, tenant, JSON.stringify({ message }));
}

/** Delivers a status callback as Twilio would. */
export function deliverTwilio(
  url: string,
  form: Record<string, string>,
  signed: { query?: string; authToken?: string; signature?: string } = {},
): Promise<Answer> {
  const { query = "", authToken = TWILIO_AUTH_TOKEN } = signed;
  const path = `/api/webhooks/twilio/status${query}`;
  const signature = signed.signature ?? twilio.getExpectedTwilioSignature(authToken, `${PUBLIC_URL}${path}`, form);
  return send(`${url}${path}`, {
    body: new URLSearchParams(form).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded", "x-twilio-signature": signature },
  });
}

/** A call as VAPI describes it in its messages. */
export function vapiCall(tenant: Tenant, values: { id?: string; createdAt?: Date; [other: string]: unknown } = {}) {
  const { createdAt = new Date(), ...rest } = values;
  return {
    id: randomUUID() as string,
    type: "inboundPhoneCall",
    createdAt: createdAt.toISOString(),
    phoneNumberId: tenant.number.vapiPhoneNumberId,
    assistantId: tenant.assistant.vapiAssistantId,
    customer: { number: "+12125550133" },
    ...rest,
  };
}
export type VapiCall = ReturnType<typeof vapiCall>;

/** Twilio's id of a call, random. */
export function twilioCallSid(): string {
  return `CA${randomUUID().replaceAll("-", "")}`;
}
