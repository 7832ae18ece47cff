import type { Sandbox } from "../sandbox.ts";
import type { CallRecord } from "../state/call-record.ts";
import type { VapiPhoneNumber } from "../state/vapi-resources.ts";

/** Members that a call has in API answers and in server messages alike. */
export function callPayload(sandbox: Sandbox, call: CallRecord): Record<string, unknown> {
  const controlled =
    (call.assistant?.monitorPlan as { controlEnabled?: boolean } | undefined)?.controlEnabled !== false;
  return {
    id: call.id,
    orgId: sandbox.store.meta().orgId,
    createdAt: iso(call.createdAt),
    updatedAt: iso(call.updatedAt),
    type: call.type,
    monitor: controlled ? { controlUrl: `${sandbox.publicUrl()}/vapi/control/${call.id}` } : {},
    transport: transportOf(sandbox, call),
    ...(call.callSid
      ? { phoneCallTransport: "pstn", phoneCallProvider: "twilio", phoneCallProviderId: call.callSid }
      : {}),
    ...(call.type === "webCall" ? { webCallUrl: webCallUrl(sandbox, call) } : {}),
    ...(call.name ? { name: call.name } : {}),
    status: call.status,
    assistantId: call.assistantId,
    ...(call.assistantOverrides ? { assistantOverrides: call.assistantOverrides } : {}),
    phoneNumberId: call.phoneNumberId,
    ...customerPayload(call),
  };
}

/** `customer`, as a member to spread; nothing for a web call. */
export function customerPayload(call: CallRecord): { customer: { number: string; name?: string } } | undefined {
  if (!call.customerNumber) return undefined;
  return { customer: { number: call.customerNumber, ...(call.customerName ? { name: call.customerName } : {}) } };
}

/** A phone number as it stands in messages: without where and how its server is reached. */
export function phoneNumberPayload(number: VapiPhoneNumber): Record<string, unknown> {
  const { server: _server, twilioAccountSid: _sid, serverUrl: _url, ...shown } = number;
  return shown;
}

/** ISO text of a time in ms. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function transportOf(sandbox: Sandbox, call: CallRecord): Record<string, unknown> {
  if (call.type === "webCall") {
    return { provider: "daily", conversationType: "voice", callUrl: webCallUrl(sandbox, call) };
  }
  return { provider: "twilio", conversationType: "voice", callSid: call.callSid };
}

function webCallUrl(sandbox: Sandbox, call: CallRecord): string {
  return `${sandbox.publicUrl()}/#/calls/${call.id}`;
}
