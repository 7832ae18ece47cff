import { randomInt, randomUUID } from "node:crypto";
import type { Tenant } from "../bench/setup/tenant.ts";
import { callOf, reportMessage, toolCallMessage, transcriptMessage } from "../bench/load/vapi-messages.ts";

/** A message of a call, due so long after the call's beginning. */
export interface ScriptedMessage {
  afterMs: number;
  type: string;
  /** Key under which the outbox must hold it, as spec'd for the type. */
  eventKey: string;
  body: () => string;
  toolCallId?: string;
}

/** A call from its first message to its report. */
export interface ScriptedCall {
  callId: string;
  /** Seconds that the report tells. */
  seconds: number;
  messages: ScriptedMessage[];
}

/** Share of calls in which the caller leaves a message, about which people are then told. */
const LEAVES_MESSAGE = 0.2;
/** How long a call takes here; its report tells of a longer one. */
const CALL_MS = 4_000;
const LINES = 4;

/** Writes the messages of one call, as VAPI would send them. */
export function scriptCall(tenant: Tenant): ScriptedCall {
  const callId = randomUUID();
  const createdAt = new Date();
  const at = createdAt.getTime();
  const seconds = randomInt(15, 300);
  const caller = `+1212555${randomInt(1000, 9999)}`;
  const plain = (type: string, afterMs: number, members: object) => () =>
    JSON.stringify({
      message: {
        timestamp: at + afterMs,
        type,
        ...members,
        call: { ...callOf(tenant, callId, createdAt), customer: { number: caller } },
      },
    });

  const messages: ScriptedMessage[] = [
    {
      afterMs: 0,
      type: "assistant-request",
      eventKey: `assistant-request:${callId}`,
      body: plain("assistant-request", 0, {}),
    },
    {
      afterMs: 300,
      type: "status-update",
      eventKey: `status-update:${callId}:in-progress`,
      body: plain("status-update", 300, { status: "in-progress" }),
    },
  ];
  for (let line = 0; line < LINES; line++) {
    const afterMs = 600 + (line * (CALL_MS - 1_000)) / LINES;
    messages.push(
      {
        afterMs,
        type: "speech-update",
        eventKey: `speech-update:${callId}:user:started:${at + afterMs}`,
        body: plain("speech-update", afterMs, { role: "user", status: "started" }),
      },
      {
        afterMs: afterMs + 100,
        type: "transcript",
        eventKey: `transcript:${callId}:user:final:${at + afterMs + 100}`,
        body: () => transcriptMessage(tenant, { callId, createdAt, at: at + afterMs + 100, bytes: 1024 }),
      },
    );
  }
  if (Math.random() < LEAVES_MESSAGE) {
    const toolCallId = `call_${randomUUID()}`;
    messages.push({
      afterMs: CALL_MS / 2,
      type: "tool-calls",
      eventKey: `tool-calls:${callId}:${toolCallId}`,
      body: () => toolCallMessage(tenant, { callId, createdAt, toolCallId }),
      toolCallId,
    });
  }
  messages.push(
    {
      afterMs: CALL_MS,
      type: "status-update",
      eventKey: `status-update:${callId}:ended`,
      body: plain("status-update", CALL_MS, { status: "ended", endedReason: "customer-ended-call" }),
    },
    {
      afterMs: CALL_MS + 200,
      type: "end-of-call-report",
      eventKey: `end-of-call-report:${callId}`,
      body: () => reportMessage(tenant, { callId, seconds, caller }),
    },
  );
  return { callId, seconds, messages };
}
