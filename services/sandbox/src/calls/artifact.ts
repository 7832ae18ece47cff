import type { Sandbox } from "../sandbox.ts";
import type { CallRecord, CallTurn } from "../state/call-record.ts";
import { recordingLinks } from "../recordings/recording-links.ts";
import { systemPromptOf } from "./assistant-view.ts";

/**
 * A call's history as VAPI's artifact: messages in both forms, transcript, links to the recording.
 *
 * The presigned links differ at each call of this function, as they do at VAPI.
 */
export function artifactOf(sandbox: Sandbox, call: CallRecord): Record<string, unknown> {
  return {
    messages: messagesOf(call),
    messagesOpenAIFormatted: openAiMessagesOf(call),
    ...(call.assistant?.artifactPlan?.transcriptPlan?.enabled === false ? {} : { transcript: transcriptOf(call) }),
    ...recordingLinks(sandbox, call),
    variableValues: {
      ...call.assistant?.variableValues,
      ...(call.customerNumber ? { customer: { number: call.customerNumber } } : {}),
    },
    ...(call.destination ? { transfers: [{ destination: call.destination, status: "completed" }] } : {}),
  };
}

/** What a message in the middle of a call tells of it: what was said until then. */
export function artifactSoFar(call: CallRecord): Record<string, unknown> {
  return {
    messages: messagesOf(call),
    messagesOpenAIFormatted: openAiMessagesOf(call),
    transcript: transcriptOf(call),
  };
}

/** The transcript as plain text, one line an utterance. */
export function transcriptOf(call: CallRecord): string {
  return call.turns
    .filter((turn) => turn.role === "bot" || turn.role === "user")
    .map((turn) => `${turn.role === "bot" ? "AI" : "User"}: ${turn.text}\n`)
    .join("");
}

/** `messages`: the system prompt, then every turn with its time. */
export function messagesOf(call: CallRecord): Record<string, unknown>[] {
  const start = call.createdAt;
  const system = { role: "system", message: systemPromptOf(call.assistant), time: start, secondsFromStart: 0 };
  return [system, ...call.turns.map((turn) => messageOf(turn, start))];
}

function messageOf(turn: CallTurn, start: number): Record<string, unknown> {
  const time = { time: turn.at, secondsFromStart: (turn.at - start) / 1000 };
  if (turn.role === "tool_calls") {
    return { role: turn.role, message: "", ...time, toolCalls: openAiToolCalls(turn) };
  }
  if (turn.role === "tool_call_result") {
    return { role: turn.role, ...time, name: turn.toolName, result: turn.text, toolCallId: turn.toolCallId };
  }
  const spoken = { role: turn.role, message: turn.text, ...time, endTime: turn.endAt, duration: turn.endAt - turn.at };
  return turn.role === "bot" ? { ...spoken, source: "" } : spoken;
}

/** `messagesOpenAIFormatted`: the same history in the form of OpenAI's chat messages. */
export function openAiMessagesOf(call: CallRecord): Record<string, unknown>[] {
  const system = { role: "system", content: systemPromptOf(call.assistant) };
  return [
    system,
    ...call.turns.map((turn) => {
      if (turn.role === "tool_calls") return { role: "assistant", content: "", tool_calls: openAiToolCalls(turn) };
      if (turn.role === "tool_call_result") return { role: "tool", tool_call_id: turn.toolCallId, content: turn.text };
      return { role: turn.role === "bot" ? "assistant" : "user", content: turn.text };
    }),
  ];
}

/** Arguments are a JSON text here, but an object in the `tool-calls` message. */
function openAiToolCalls(turn: CallTurn) {
  return (turn.toolCalls ?? []).map((call) => ({
    id: call.id,
    type: "function",
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }));
}
