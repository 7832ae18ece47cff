import type { CallTurn } from "../state/call-record.ts";
import { messagesOf, openAiMessagesOf } from "./artifact.ts";
import { fillVariables } from "./assistant-view.ts";
import { CallEnded } from "./call-ended.ts";
import { saveCall, type CallSession } from "./call-session.ts";
import { notify } from "./server-messages.ts";

/** Pace of speech. */
const MS_PER_CHARACTER = 58;
const SHORTEST_MS = 500;

/** VAPI's default time limit of a call. */
const DEFAULT_MAX_SECONDS = 600;

/** How long it takes to say a text, in ms. */
export function speechMs(text: string): number {
  return Math.max(SHORTEST_MS, Math.round(text.length * MS_PER_CHARACTER));
}

/**
 * Somebody speaks: keeps the turn, lets its time pass, sends the transcript. When the call ends meanwhile, what was
 * said until then stays.
 *
 * @throws CallEnded, CallTransferred
 */
export async function speak(session: CallSession, role: "bot" | "user", given: string): Promise<void> {
  const { call, clock } = session;
  const text = role === "bot" ? fillVariables(given, variablesOf(session)) : given;
  if (!text.trim()) return;
  const wireRole = role === "bot" ? "assistant" : "user";
  const at = clock.now();
  const turn = addTurn(session, { role, text, at, endAt: at + speechMs(text) });
  notify(session, "speech-update", { status: "started", role: wireRole, turn: spokenTurns(session) });
  if (role === "user") {
    const firstWords = text.split(" ").slice(0, 3).join(" ");
    notify(session, "transcript", { role: wireRole, transcriptType: "partial", transcript: firstWords }, "partial");
  }
  try {
    await clock.pass(speechMs(text));
  } catch (error) {
    cutShort(session, turn);
    throw error;
  }
  notify(session, "transcript", { role: wireRole, transcriptType: "final", transcript: text }, "final");
  notify(session, "speech-update", { status: "stopped", role: wireRole, turn: spokenTurns(session) });
  notify(session, "conversation-update", {
    messages: messagesOf(call),
    messagesOpenAIFormatted: openAiMessagesOf(call),
  });
  refuseOverlong(session);
}

/** Keeps a turn; a turn before it that would still be spoken ends where this one begins. */
export function addTurn(session: CallSession, turn: CallTurn): CallTurn {
  for (const earlier of session.call.turns) earlier.endAt = Math.min(earlier.endAt, turn.at);
  session.call.turns.push(turn);
  saveCall(session);
  return turn;
}

function cutShort(session: CallSession, turn: CallTurn): void {
  const now = Math.max(turn.at, session.clock.now());
  const share = Math.min(1, (now - turn.at) / Math.max(1, turn.endAt - turn.at));
  const words = turn.text.split(" ");
  turn.text = words.slice(0, Math.max(1, Math.round(words.length * share))).join(" ");
  turn.endAt = Math.min(turn.endAt, now);
  saveCall(session);
}

function refuseOverlong({ call, clock }: CallSession): void {
  const limitMs = (call.assistant?.maxDurationSeconds ?? DEFAULT_MAX_SECONDS) * 1000;
  if (call.startedAt && clock.now() - call.startedAt > limitMs) throw new CallEnded("exceeded-max-duration");
}

function spokenTurns(session: CallSession): number {
  return session.call.turns.filter((turn) => turn.role === "bot" || turn.role === "user").length - 1;
}

function variablesOf({ call }: CallSession): Record<string, unknown> {
  return { ...call.assistant?.variableValues, customer: { number: call.customerNumber, name: call.customerName } };
}
