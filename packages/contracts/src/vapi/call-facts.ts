import { id } from "../common.ts";
import type { CallDirection } from "../enums.ts";
import type { VapiMessage } from "./server-message.ts";

/** What any message tells about its call, enough to make the call's row. */
export interface CallFacts {
  providerCallId: string;
  /** VAPI's `call.createdAt`; absent in odd messages. */
  createdAt: Date | null;
  direction: CallDirection;
  vapiPhoneNumberId: string | null;
  vapiAssistantId: string | null;
  /** As VAPI gives it: a number, or a text like "anonymous". */
  customerNumber: string | null;
  customerName: string | null;
  twilioCallSid: string | null;
  /** Id of ours that a test call was placed with. */
  testCallId: string | null;
}

/** A test call carries our id in the metadata that its assistant was given; a deployment may tell it in either place. */
function readTestCallId({ call, assistant }: VapiMessage): string | null {
  const told = call?.assistantOverrides?.metadata ?? assistant?.metadata;
  const testCallId = id.safeParse(told?.["callflexTestCallId"]);
  return testCallId.success ? testCallId.data : null;
}

/** The facts about a message's call, or null where it names none. */
export function readCallFacts(message: VapiMessage): CallFacts | null {
  const { call } = message;
  if (!call) return null;
  const sid = call.phoneCallProviderId ?? call.transport?.callSid ?? null;
  return {
    providerCallId: call.id,
    createdAt: call.createdAt === undefined ? null : new Date(call.createdAt),
    direction: call.type === "outboundPhoneCall" ? "outbound" : call.type === "webCall" ? "web" : "inbound",
    vapiPhoneNumberId: call.phoneNumberId ?? message.phoneNumber?.id ?? null,
    vapiAssistantId: call.assistantId ?? message.assistant?.id ?? null,
    customerNumber: call.customer?.number ?? message.customer?.number ?? null,
    customerName: call.customer?.name ?? message.customer?.name ?? null,
    twilioCallSid: sid && /^CA[0-9a-f]{32}$/i.test(sid) ? sid : null,
    testCallId: readTestCallId(message),
  };
}
