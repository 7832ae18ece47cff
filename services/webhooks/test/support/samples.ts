import { loadSample } from "@callflex/testing/webhook-samples/load";
import type { Tenant } from "./tenant.ts";

interface Message {
  type: string;
  call?: Record<string, unknown>;
  [other: string]: unknown;
}

/** A sample of VAPI's messages, about a call of the given organization; whoever was named in it is replaced. */
export function sampleMessage(name: string, tenant: Tenant, callId: string): Message {
  const { message } = loadSample<{ message: Message }>("vapi", name);
  const { phoneNumber: _number, assistant: _assistant, ...rest } = message;
  const call = message.call ?? {};
  return {
    ...rest,
    call: {
      ...call,
      id: callId,
      phoneNumberId: tenant.number.vapiPhoneNumberId,
      assistantId: call["assistantId"] === null ? null : tenant.assistant.vapiAssistantId,
    },
  };
}
