import type { VapiAssistant, VapiDestination } from "./vapi-resources.ts";

/** How fast a call's own time runs: a factor, or without any waiting. */
export type Speed = number | "instant";

/** A tool call as the model makes it. */
export interface CallToolCall {
  id: string;
  name: string;
  arguments: Record<string, unknown>;
}

/** One entry of a call's history, in the roles that VAPI's artifacts use. Times are ms since the epoch. */
export interface CallTurn {
  role: "bot" | "user" | "tool_calls" | "tool_call_result";
  text: string;
  at: number;
  endAt: number;
  toolCalls?: CallToolCall[];
  toolCallId?: string;
  toolName?: string;
}

/** VAPI's call statuses that the sandbox uses. */
export type CallStatus = "queued" | "ringing" | "in-progress" | "forwarding" | "ended";

/** A call with everything that reports, recordings and lists are made from. Times are ms since the epoch. */
export interface CallRecord {
  id: string;
  /** Twilio's CallSid; null for a web call. */
  callSid: string | null;
  type: "inboundPhoneCall" | "outboundPhoneCall" | "webCall";
  status: CallStatus;
  /** The person's number; null for a web call. */
  customerNumber: string | null;
  customerName?: string;
  /** Our side's number; null for a web call. */
  lineNumber: string | null;
  forwardedFrom?: string;
  phoneNumberId: string | null;
  assistantId: string | null;
  /** The assistant that talks, overrides merged in. */
  assistant: VapiAssistant | null;
  assistantOverrides?: Record<string, unknown>;
  name?: string;
  scenarioId: string | null;
  speed: Speed;
  typed: boolean;
  createdAt: number;
  updatedAt: number;
  startedAt?: number;
  endedAt?: number;
  endedReason?: string;
  /** Where the call was forwarded to. */
  destination?: VapiDestination;
  /** When the end-of-call report was handed to delivery, in real time. */
  reportedAt?: number;
  /** Whether a tool call of this call was answered with a result. */
  toolSucceeded: boolean;
  turns: CallTurn[];
}
