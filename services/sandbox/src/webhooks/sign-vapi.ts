import { createHmac } from "node:crypto";
import { newUuid } from "../ids.ts";
import type { VapiAuthenticationPlan, VapiServer } from "../state/vapi-resources.ts";

/**
 * Headers with which VAPI proves itself, as its credential says: bearer or hmac; without a credential the older
 * `server.secret` becomes `X-Vapi-Secret`. Static `server.headers` come last and win.
 *
 * @param server where the message goes
 * @param plan the authentication plan of the server's credential, if it has one
 * @param request what is signed; the timestamp of an hmac is in seconds
 */
export function vapiAuthHeaders(
  server: VapiServer,
  plan: VapiAuthenticationPlan | undefined,
  request: { url: string; body: string; sentAtMs: number },
): Record<string, string> {
  const proof = plan
    ? plan.type === "bearer"
      ? bearerHeaders(plan)
      : hmacHeaders(plan, request)
    : server.secret
      ? { "x-vapi-secret": server.secret }
      : {};
  const fixed = Object.entries(server.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return { ...proof, ...Object.fromEntries(fixed) };
}

function bearerHeaders(plan: Extract<VapiAuthenticationPlan, { type: "bearer" }>): Record<string, string> {
  const prefix = plan.bearerPrefixEnabled === false ? "" : "Bearer ";
  return { [(plan.headerName ?? "Authorization").toLowerCase()]: prefix + plan.token };
}

function hmacHeaders(
  plan: Extract<VapiAuthenticationPlan, { type: "hmac" }>,
  request: { url: string; body: string; sentAtMs: number },
): Record<string, string> {
  const withTimestamp = plan.includeTimestamp !== false;
  const timestamp = String(Math.floor(request.sentAtMs / 1000));
  const messageId = newUuid();
  const format = plan.payloadFormat ?? (withTimestamp ? "{timestamp}.{body}" : "{body}");
  const values: Record<string, string> = {
    timestamp,
    body: request.body,
    method: "POST",
    url: request.url,
    "svix-id": messageId,
  };
  const payload = format.replace(/\{(timestamp|body|method|url|svix-id)\}/g, (_, name: string) => values[name] ?? "");
  const key = plan.secretIsBase64 ? Buffer.from(plan.secretKey, "base64") : plan.secretKey;
  const signature = createHmac(plan.algorithm, key)
    .update(payload)
    .digest(plan.signatureEncoding ?? "hex");
  return {
    [(plan.signatureHeader ?? "x-signature").toLowerCase()]: (plan.signaturePrefix ?? "") + signature,
    ...(withTimestamp ? { [(plan.timestampHeader ?? "x-timestamp").toLowerCase()]: timestamp } : {}),
    ...(plan.messageIdHeader ? { [plan.messageIdHeader.toLowerCase()]: messageId } : {}),
  };
}
