import { createHmac, randomBytes, randomInt, randomUUID } from "node:crypto";
import type { Tenant } from "../../bench/setup/tenant.ts";

/** A delivery as it goes over the wire, and what it must be answered. */
export interface Delivery {
  /** What is special about it. */
  kind: string;
  path: string;
  body: string;
  headers: Record<string, string>;
  status: 200 | 401;
  /** Events that it adds to the outbox. */
  records: 0 | 1;
}

/** A message that nobody waits for, each a different event. */
function message(tenant: Tenant): string {
  return JSON.stringify({
    message: {
      type: "status-update",
      status: "in-progress",
      timestamp: Date.now(),
      call: { id: randomUUID(), createdAt: new Date().toISOString(), phoneNumberId: tenant.vapiPhoneNumberId },
      padding: randomBytes(randomInt(1, 400)).toString("base64"),
    },
  });
}

function sign(secret: string, body: string, at: Date): Record<string, string> {
  const timestamp = String(at.getTime());
  const signature = createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
  return { "content-type": "application/json", "x-timestamp": timestamp, "x-signature": signature };
}

/** A text with one of its bytes changed to another printable one, and still JSON of the same length. */
export function alterOne(text: string): string {
  const at = text.indexOf('"padding":"') + 11;
  const place = at + randomInt(text.length - at - 4);
  const other = text[place] === "A" ? "B" : "A";
  return text.slice(0, place) + other + text.slice(place + 1);
}

function alterHex(signature: string): string {
  const place = randomInt(signature.length);
  const other = signature[place] === "0" ? "1" : "0";
  return signature.slice(0, place) + other + signature.slice(place + 1);
}

const WINDOW_MS = 5 * 60_000;

/** One delivery of each kind for an organization that VAPI signs for. */
export function signedDeliveries(tenant: Tenant, neighbour: Tenant): Delivery[] {
  const path = `/api/webhooks/vapi/${tenant.organizationId}`;
  const body = message(tenant);
  const now = new Date();
  const right = sign(tenant.secret, body, now);
  const late = (ms: number) => sign(tenant.secret, body, new Date(now.getTime() + ms));
  const { "x-signature": signature = "", "x-timestamp": timestamp = "" } = right;
  const refused = (kind: string, headers: Record<string, string>, change: Partial<Delivery> = {}): Delivery => ({
    kind: `VAPI: ${kind}`,
    path,
    body,
    headers,
    status: 401,
    records: 0,
    ...change,
  });
  return [
    refused("wrong secret", sign(randomBytes(24).toString("base64url"), body, now)),
    refused("almost the secret", sign(`${tenant.secret} `, body, now)),
    refused("empty secret", sign("", body, now)),
    refused("another tenant's secret", sign(neighbour.secret, body, now)),
    refused("no signature", { "x-timestamp": timestamp }),
    refused("no timestamp", { "x-signature": signature }),
    refused("nothing at all", {}),
    refused("signature of another time", { ...right, "x-timestamp": String(now.getTime() + 1) }),
    refused("one digit of the signature altered", { ...right, "x-signature": alterHex(signature) }),
    refused("signature cut short", { ...right, "x-signature": signature.slice(0, randomInt(64)) }),
    refused("stale", late(-WINDOW_MS - 1000 - randomInt(1e9))),
    refused("of the future", late(WINDOW_MS + 5000 + randomInt(1e9))),
    refused("altered body", right, { body: alterOne(body) }),
    refused("longer body", right, { body: `${body} ` }),
    refused("another tenant's address", right, { path: `/api/webhooks/vapi/${neighbour.organizationId}` }),
    refused("nobody's address", right, { path: `/api/webhooks/vapi/${randomUUID()}` }),
    refused("the secret in clear", { "x-vapi-secret": tenant.secret }),
    { kind: "VAPI: right", path, body, headers: right, status: 200, records: 1 },
    { kind: "VAPI: replayed at once", path, body, headers: right, status: 200, records: 0 },
    {
      kind: "VAPI: right, in capitals with a prefix",
      path,
      body: `${body} `,
      headers: prefixed(sign(tenant.secret, `${body} `, now)),
      status: 200,
      records: 0,
    },
  ];
}

function prefixed(headers: Record<string, string>): Record<string, string> {
  return { ...headers, "x-signature": `sha256=${headers["x-signature"]?.toUpperCase()}` };
}

/** One delivery of each kind for an organization with a plain secret. */
export function secretDeliveries(tenant: Tenant, neighbour: Tenant): Delivery[] {
  const path = `/api/webhooks/vapi/${tenant.organizationId}`;
  const body = message(tenant);
  const refused = (kind: string, headers: Record<string, string>): Delivery => ({
    kind: `VAPI by secret: ${kind}`,
    path,
    body,
    headers,
    status: 401,
    records: 0,
  });
  return [
    refused("wrong secret", { "x-vapi-secret": randomBytes(24).toString("base64url") }),
    refused("almost the secret", { "x-vapi-secret": `${tenant.secret}x` }),
    refused("another tenant's secret", { "x-vapi-secret": neighbour.secret }),
    refused("no secret", {}),
    refused("a signature instead", sign(tenant.secret, body, new Date())),
    { kind: "VAPI by secret: right", path, body, headers: { "x-vapi-secret": tenant.secret }, status: 200, records: 1 },
  ];
}
