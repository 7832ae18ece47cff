import type { VapiDestination, VapiToolMessage } from "../../state/vapi-resources.ts";
import { collect, fillFrom, nextMissing, startForm, type Form } from "./form.ts";
import { askFor } from "./ask.ts";
import type { JsonSchema } from "./json-schema.ts";
import { pickTool } from "./pick-tool.ts";
import { speakResult, type ToolAnswer } from "./speak-result.ts";
import { sayName } from "./words.ts";

/** A tool as the dialogue sees it. */
export interface DialogueTool {
  kind: "function" | "transfer" | "end-call";
  name: string;
  description: string;
  parameters: JsonSchema;
  messages: readonly VapiToolMessage[];
  /** For transfers: known places; empty when the server is to be asked. */
  destinations: readonly VapiDestination[];
}

/** Everything about an assistant that the dialogue reads. */
export interface DialogueScript {
  firstMessage: string | null;
  endCallMessage?: string;
  endCallPhrases: readonly string[];
  tools: readonly DialogueTool[];
  callerNumber?: string;
  now(): Date;
}

/** What the assistant does next. */
export type DialogueStep =
  | { type: "say"; text: string }
  | { type: "call-tool"; tool: DialogueTool; args: Record<string, unknown> }
  | { type: "transfer"; tool: DialogueTool; wanted: string }
  | { type: "end"; text: string };

/** A conversation from the assistant's side. The same script and the same words give the same steps. */
export interface Dialogue {
  /** The greeting, or null when the assistant waits for the caller. */
  open(): string | null;
  /** The caller said something. */
  hear(text: string): DialogueStep;
  /** A tool answered. */
  toolAnswered(tool: DialogueTool, answer: ToolAnswer): DialogueStep;
  /** A transfer did not come about. */
  transferFailed(spoken?: string): DialogueStep;
}

const ANYTHING_ELSE = "Is there anything else I can help you with?";

/** Starts a conversation for an assistant. */
export function createDialogue(script: DialogueScript): Dialogue {
  const heard: string[] = [];
  let form: Form | null = null;
  let offered: DialogueTool | null = null;
  let notUnderstood = 0;

  const context = (asked: boolean) => ({ asked, callerNumber: script.callerNumber, now: script.now() });

  const begin = (tool: DialogueTool): DialogueStep => {
    offered = null;
    notUnderstood = 0;
    if (tool.kind === "end-call") return { type: "end", text: goodbye(script) };
    if (tool.kind === "transfer") return { type: "transfer", tool, wanted: heard.at(-1) ?? "" };
    form = startForm(tool);
    fillFrom(form, heard, context(false));
    return proceed(form);
  };

  const proceed = (current: Form): DialogueStep => {
    const missing = nextMissing(current);
    if (missing) {
      current.asking = missing;
      return { type: "say", text: askFor(missing, false) };
    }
    form = null;
    return { type: "call-tool", tool: current.tool, args: current.args };
  };

  const answerQuestion = (current: Form, text: string): DialogueStep => {
    if (isCancel(text)) {
      form = null;
      return { type: "say", text: `All right, I'll leave that. ${ANYTHING_ELSE}` };
    }
    const outcome = collect(current, text, context(true));
    if (outcome === "taken") {
      fillFrom(current, [text], context(false));
      return proceed(current);
    }
    if (outcome === "ask-again" && current.asking) return { type: "say", text: askFor(current.asking, true) };
    form = null;
    return { type: "say", text: `I'm sorry, I can't complete that without it. ${ANYTHING_ELSE}` };
  };

  const offerSomething = (): DialogueStep => {
    notUnderstood++;
    const message = script.tools.find((tool) => tool.kind === "function" && /message|note/i.test(tool.name));
    if (message) {
      offered = message;
      return { type: "say", text: "I can take a message for the team. Would you like to leave one?" };
    }
    const human = script.tools.find((tool) => tool.kind === "transfer");
    if (human && notUnderstood > 1) {
      offered = human;
      return { type: "say", text: "Would you like me to put you through to somebody?" };
    }
    return { type: "say", text: `${capabilities(script.tools)} How can I help you?` };
  };

  return {
    open: () => script.firstMessage,
    hear: (text) => {
      heard.push(text);
      if (form) return answerQuestion(form, text);
      const accepted = offered && isYes(text) ? offered : undefined;
      if (accepted) return begin(accepted);
      const tool = pickTool(script.tools, text);
      if (tool) return begin(tool);
      if (isGoodbye(text)) return { type: "end", text: goodbye(script) };
      return offerSomething();
    },
    toolAnswered: (tool, answer) => {
      const spoken = speakResult(answer, tool.messages);
      if (answer.message?.endCallAfterSpokenEnabled) return { type: "end", text: spoken };
      return { type: "say", text: spoken.endsWith("?") ? spoken : `${spoken} ${ANYTHING_ELSE}` };
    },
    transferFailed: (spoken) => {
      const message = script.tools.find((tool) => tool.kind === "function" && /message|note/i.test(tool.name));
      offered = message ?? null;
      const sorry = spoken ?? "I'm sorry, nobody is available right now.";
      return { type: "say", text: `${sorry} ${message ? "Would you like to leave a message?" : ANYTHING_ELSE}` };
    },
  };
}

/** Whether a caller is taking leave. */
export function isGoodbye(text: string): boolean {
  return /\b(good ?bye|bye|that'?s (all|it|everything)|that is all|nothing else|no,? thank(s| you)|have a (good|nice|great))\b/i.test(
    text,
  );
}

function isYes(text: string): boolean {
  return /^\W*(yes|yeah|yep|sure|please|ok|okay|of course|that would be|go ahead)\b/i.test(text);
}

function isCancel(text: string): boolean {
  return /\b(never ?mind|forget it|cancel that|stop that)\b/i.test(text);
}

/** The assistant's own last words, else a farewell that holds one of its phrases. */
function goodbye(script: DialogueScript): string {
  if (script.endCallMessage) return script.endCallMessage;
  const plain = "Thank you for calling. Goodbye.";
  const [phrase] = script.endCallPhrases;
  const covered = script.endCallPhrases.some((known) => plain.toLowerCase().includes(known.toLowerCase()));
  return !phrase || covered ? plain : `Thank you for calling. ${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`;
}

function capabilities(tools: readonly DialogueTool[]): string {
  const names = tools.filter((tool) => tool.kind === "function").map((tool) => sayName(tool.name));
  return names.length > 0 ? `I can help with these: ${names.join(", ")}.` : "I'm here to help.";
}
