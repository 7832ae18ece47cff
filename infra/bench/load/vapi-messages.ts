import { createHmac } from "node:crypto";
import type { Tenant } from "../setup/tenant.ts";

/** Headers with which VAPI signs a message by hmac; signed now, and good for five minutes. */
export function signVapi(secret: string, body: string | Buffer): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
  return { "content-type": "application/json", "x-timestamp": timestamp, "x-signature": signature };
}

/** Path of an organization's endpoint. */
export function vapiPath(tenant: Tenant): string {
  return `/api/webhooks/vapi/${tenant.organizationId}`;
}

/** The call as every message of VAPI carries it. */
export function callOf(tenant: Tenant, callId: string, createdAt: Date) {
  return {
    id: callId,
    orgId: "4b0f7a1c-55a8-4d56-9a55-0c2f1d1f7a10",
    createdAt: createdAt.toISOString(),
    updatedAt: createdAt.toISOString(),
    type: "inboundPhoneCall",
    status: "in-progress",
    phoneCallProvider: "twilio",
    phoneCallTransport: "pstn",
    phoneNumberId: tenant.vapiPhoneNumberId,
    assistantId: tenant.vapiAssistantId,
    customer: { number: "+12125550133" },
  };
}

/**
 * A final transcript message of an exact size: the most frequent message that has an effect.
 *
 * @param bytes size of the whole body
 */
export function transcriptMessage(
  tenant: Tenant,
  { callId, createdAt, at, bytes }: { callId: string; createdAt: Date; at: number; bytes: number },
): string {
  const make = (transcript: string) =>
    JSON.stringify({
      message: {
        timestamp: at,
        type: "transcript",
        role: "user",
        transcriptType: "final",
        transcript,
        call: callOf(tenant, callId, createdAt),
        phoneNumber: { id: tenant.vapiPhoneNumberId, number: "+15005550006" },
        customer: { number: "+12125550133" },
        assistant: { id: tenant.vapiAssistantId, name: "Bench" },
      },
    });
  const words = "my breaker keeps tripping and I would like somebody to look at it ";
  return make(words.repeat(20).slice(0, Math.max(0, bytes - make("").length)));
}

/** What a call that ended is reported with: six lines of talk, a recording, an analysis. */
export function reportMessage(
  tenant: Tenant,
  { callId, seconds, caller }: { callId: string; seconds: number; caller: string },
): string {
  const endedAt = new Date();
  const startedAt = new Date(endedAt.getTime() - seconds * 1000);
  const lines = [
    ["bot", "Bright Spark Electric, how can I help?"],
    ["user", "My breaker keeps tripping and I would like somebody to look at it."],
    ["bot", "I am sorry to hear that. Since when does it trip?"],
    ["user", "Since this morning, whenever the dryer runs."],
    ["bot", "Please leave the dryer off. Is there anything else that I can do?"],
    ["user", "No, thank you, that is all."],
  ] as const;
  const messages = lines.map(([role, message], index) => {
    const from = 1 + (index * (seconds - 2)) / lines.length;
    const time = startedAt.getTime() + Math.round(from * 1000);
    return { role, message, time, endTime: time + 2_000, secondsFromStart: from, duration: 2_000, source: "" };
  });
  const call = { ...callOf(tenant, callId, startedAt), customer: { number: caller }, status: "ended" };
  return JSON.stringify({
    message: {
      timestamp: endedAt.getTime(),
      type: "end-of-call-report",
      analysis: {
        summary: "The caller's breaker trips when the dryer runs.",
        structuredData: { callerName: "Tom Reyes", intent: "question", urgent: false, sentiment: "neutral" },
        successEvaluation: "true",
      },
      artifact: {
        messages,
        transcript: messages.map(({ role, message }) => `${role === "bot" ? "AI" : "User"}: ${message}`).join("\n"),
        recordingUrl: `https://storage.example.test/${callId}.wav`,
        stereoRecordingUrl: `https://storage.example.test/${callId}-stereo.wav`,
      },
      startedAt: startedAt.toISOString(),
      endedAt: endedAt.toISOString(),
      endedReason: "customer-ended-call",
      durationSeconds: seconds,
      cost: 0.0731,
      costBreakdown: { transport: 0.01, stt: 0.01, llm: 0.02, tts: 0.02, vapi: 0.0131, total: 0.0731 },
      call,
      phoneNumber: { id: tenant.vapiPhoneNumberId, number: "+15005550006" },
      customer: { number: caller },
      assistant: { id: tenant.vapiAssistantId, name: "Bench" },
    },
  });
}

/** A function call that leaves a message; answered in the same request. */
export function toolCallMessage(
  tenant: Tenant,
  { callId, createdAt, toolCallId }: { callId: string; createdAt: Date; toolCallId: string },
): string {
  const toolCall = {
    id: toolCallId,
    type: "function",
    function: { name: "takeMessage", arguments: { callerName: "Tom Reyes", message: "The breaker keeps tripping." } },
  };
  return JSON.stringify({
    message: {
      timestamp: Date.now(),
      type: "tool-calls",
      toolCalls: [toolCall],
      toolCallList: [toolCall],
      call: callOf(tenant, callId, createdAt),
      phoneNumber: { id: tenant.vapiPhoneNumberId, number: "+15005550006" },
      customer: { number: "+12125550133" },
      assistant: { id: tenant.vapiAssistantId, name: "Bench" },
    },
  });
}
