import { carryOutAction } from "@callflex/domain/calls/carry-out-action";
import { transferDestinations } from "./business.ts";
import { conversations, type Conversation } from "./conversations.ts";

/** People speak about fifteen characters a second, and leave a breath before they answer. */
const MS_PER_CHARACTER = 66;
const PAUSE_MS = 650;
/** Time in which the line is open after the last word. */
const HANG_UP_MS = 1_200;

/** A conversation as the database needs it: lines with times at ordinary speed, and what its function led to. */
export interface TimedConversation extends Omit<Conversation, "turns" | "action"> {
  lines: { speaker: "assistant" | "caller"; text: string; startMs: number; endMs: number }[];
  /** How long the line is open at ordinary speed. */
  totalMs: number;
  /** `input` and `answer` as the product keeps them. */
  action: { type: string; input: Record<string, unknown>; answer: string } | null;
  inbox: { kind: string; subject: string; details: Record<string, unknown> } | null;
}

function timed(conversation: Conversation): TimedConversation {
  const { turns, action, ...rest } = conversation;
  let now = 0;
  const lines = turns.map(([speaker, text]) => {
    const startMs = now + PAUSE_MS;
    now = startMs + text.length * MS_PER_CHARACTER;
    return { speaker, text, startMs, endMs: now };
  });
  return { ...rest, lines, totalMs: turns.length > 0 ? now + HANG_UP_MS : 0, ...resultOf(action) };
}

/** What the product itself makes of the function, so that demo rows look like those of real calls. */
function resultOf(action: Conversation["action"]): Pick<TimedConversation, "action" | "inbox"> {
  if (!action) return { action: null, inbox: null };
  if (action.type === "transferCall") {
    const { destination: wanted } = action.arguments;
    const person = transferDestinations.find(({ department }) => department === wanted);
    const answer = `One moment, I'm connecting you to ${person?.name}.`;
    const input = { wanted, destination: person?.name, number: person?.number };
    return { action: { type: action.type, input, answer }, inbox: null };
  }
  const result = carryOutAction({ name: action.type, arguments: action.arguments });
  if (result.status !== "succeeded") throw new Error(`the demo's ${action.type} is refused: ${result.answer}`);
  const { kind, subject, details } = result.inbox;
  const input = { name: action.type, arguments: action.arguments };
  return { action: { type: action.type, input, answer: result.answer }, inbox: { kind, subject, details } };
}

/** A hundred entries, each conversation as often as its weight says: a call picks one by its number. */
export function conversationsByHundred(): TimedConversation[] {
  const list = conversations.flatMap((conversation) => {
    const entry = timed(conversation);
    return Array.from({ length: conversation.weight }, () => entry);
  });
  if (list.length !== 100) throw new Error(`the weights of the demo's conversations add up to ${list.length}, not 100`);
  return list;
}
