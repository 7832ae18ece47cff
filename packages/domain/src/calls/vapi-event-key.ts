import { createHash } from "node:crypto";
import type { VapiMessage } from "@callflex/contracts/vapi/server-message";
import { readToolCalls } from "@callflex/contracts/vapi/tool-calls";
import { boundedKey } from "./bounded-key.ts";

/** Types whose recording is followed by work; all others are a record and nothing more. */
const EFFECTIVE_TYPES: ReadonlySet<string> = new Set([
  "status-update",
  "transcript",
  "hang",
  "transfer-update",
  "end-of-call-report",
]);

/** True when the relay has something to do about the message. */
export function hasEffect(message: VapiMessage): boolean {
  return EFFECTIVE_TYPES.has(message.type) && !(message.type === "transcript" && message.transcriptType === "partial");
}

/**
 * Key that folds repeats of a message. VAPI gives no event id, so it is made of what tells one message from another:
 * never a digest of the body, whose signed links differ at each delivery.
 *
 * @param fallback used where the message has nothing to tell it by, so that it is at least recorded
 */
export function eventKey(message: VapiMessage, fallback: string): string {
  return boundedKey(plainKey(message, fallback));
}

function plainKey(message: VapiMessage, fallback: string): string {
  const call = message.call?.id ?? "-";
  const at = message.timestamp ?? fallback;
  switch (message.type) {
    case "end-of-call-report":
    case "assistant-request":
      return `${message.type}:${call}`;
    case "status-update":
      return `${message.type}:${call}:${message.status ?? at}`;
    case "transcript":
      return `${message.type}:${call}:${message.role ?? "-"}:${message.transcriptType ?? "-"}:${at}`;
    case "tool-calls": {
      const ids = readToolCalls(message).map((toolCall) => toolCall.id);
      return `${message.type}:${call}:${ids.length > 0 ? ids.toSorted().join(",") : at}`;
    }
    case "function-call":
      return `${message.type}:${call}:${message.functionCall?.name ?? "-"}:${at}`;
    case "speech-update":
      return `${message.type}:${call}:${message.role ?? "-"}:${message.status ?? "-"}:${at}`;
    default:
      return `${message.type}:${call}:${at}`;
  }
}

/**
 * Tells a fuller second report of a call from a repeat of the first: made of the report's facts that don't change from
 * one delivery to the next. '' for every other type.
 */
export function revisionOf(message: VapiMessage): string {
  if (message.type !== "end-of-call-report") return "";
  const facts = [
    message.endedReason,
    message.startedAt,
    message.endedAt,
    message.durationSeconds,
    message.cost,
    (message.artifact?.messages ?? message.messages ?? []).length,
    message.analysis?.summary ?? message.summary,
    message.analysis?.successEvaluation,
    message.analysis?.structuredData,
    Boolean(message.artifact?.recordingUrl ?? message.artifact?.recording ?? message.recordingUrl),
  ];
  return createHash("sha256").update(JSON.stringify(facts)).digest("base64url").slice(0, 16);
}
