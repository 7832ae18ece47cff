import type { VapiToolMessage } from "../../state/vapi-resources.ts";

/** What a server answered to one tool call. */
export interface ToolAnswer {
  ok: boolean;
  /** The result or the error, as text. */
  text: string;
  /** A sentence that came with the answer; it goes before everything else. */
  message?: VapiToolMessage;
}

/** Members of a JSON result that are meant for the caller, best first. */
const SPOKEN_MEMBERS = ["say", "spoken", "speech", "message", "text", "summary", "answer", "result"];

/**
 * What the assistant says about a tool's answer: the answer's own message, the tool's configured sentence, the result
 * itself when it is prose, else a plain confirmation.
 *
 * @param configured the tool's `messages`
 */
export function speakResult(answer: ToolAnswer, configured: readonly VapiToolMessage[]): string {
  const wanted = answer.ok ? "request-complete" : "request-failed";
  const fixed = answer.message?.content ?? configured.find((message) => message.type === wanted)?.content;
  if (fixed) return fixed;
  if (!answer.ok) return "I'm sorry, I could not do that just now.";
  return forCaller(proseIn(answer.text) ?? "") || "That is done.";
}

/** Without the sentences that tell the model what to do: nobody would read those out. */
function forCaller(text: string): string {
  const sentences = text.match(/[^.!?]+[.!?]*\s*/g) ?? [];
  return sentences
    .filter((sentence) => !INSTRUCTION.test(sentence))
    .join("")
    .trim();
}

const INSTRUCTION =
  /^(please )?(then )?(tell|offer|apologi[sz]e|ask|say|inform|confirm|repeat|do not|don't|never|let the caller|end the call|continue)\b/i;

function proseIn(text: string): string | undefined {
  const trimmed = text.trim();
  if (!trimmed) return undefined;
  if (!/^[[{]/.test(trimmed)) return /\s/.test(trimmed) ? trimmed : undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(trimmed);
  } catch {
    return undefined;
  }
  if (typeof parsed !== "object" || parsed === null) return undefined;
  for (const member of SPOKEN_MEMBERS) {
    const value = (parsed as Record<string, unknown>)[member];
    if (typeof value === "string" && /\s/.test(value.trim())) return value.trim();
  }
  return undefined;
}
