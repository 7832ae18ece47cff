import { fillVariables, toolsOf } from "./assistant-view.ts";
import { CallEnded } from "./call-ended.ts";
import type { CallSession } from "./call-session.ts";
import { createDialogue, type Dialogue, type DialogueStep } from "./dialogue/dialogue.ts";
import { dialogueTools, type KnownTool } from "./dialogue-tools.ts";
import { createPersona, type Persona } from "./persona.ts";
import { runTool } from "./run-tool.ts";
import { notify } from "./server-messages.ts";
import { speak } from "./speech.ts";
import { transferCall } from "./transfer-call.ts";

/** Pauses between two speakers. */
const THINK_MS: readonly [number, number] = [450, 950];

/** Silence that ends a call, in seconds; somebody who types gets longer. */
const SILENCE_SECONDS = 30;
const TYPED_SILENCE_SECONDS = 180;

/**
 * Lets the caller and the assistant talk until one of them ends the call.
 *
 * @throws CallEnded always, CallTransferred
 */
export async function converse(session: CallSession): Promise<never> {
  const assistant = session.call.assistant ?? {};
  const waits = assistant.firstMessageMode === "assistant-waits-for-user";
  const dialogue = createDialogue({
    firstMessage: waits ? null : (assistant.firstMessage ?? "Hello, how can I help you?"),
    endCallMessage: assistant.endCallMessage,
    endCallPhrases: assistant.endCallPhrases ?? [],
    tools: dialogueTools(toolsOf(session.sandbox, assistant)),
    callerNumber: session.call.customerNumber ?? undefined,
    now: () => new Date(session.clock.now()),
  });
  const persona = session.call.typed ? null : createPersona(session.scenario);
  notify(session, "assistant.started", {});

  let said = dialogue.open();
  if (said !== null) {
    await pause(session);
    // The greeting isn't watched for phrases that end calls: "thanks for calling" opens many of them.
    await speak(session, "bot", said);
  }
  for (;;) {
    const heard = await listen(session, persona, said ?? "");
    await pause(session);
    said = await act(session, dialogue, dialogue.hear(heard.text));
    if (heard.hangsUp) throw new CallEnded("customer-ended-call");
  }
}

/** Carries out what the dialogue wants until it has said something; returns what was said. */
async function act(session: CallSession, dialogue: Dialogue, first: DialogueStep): Promise<string> {
  let step = first;
  for (;;) {
    if (step.type === "say") {
      await sayAndWatch(session, step.text);
      return step.text;
    }
    if (step.type === "end") {
      await sayAndWatch(session, step.text);
      throw new CallEnded("assistant-ended-call");
    }
    const tool = step.tool as KnownTool;
    if (step.type === "transfer") {
      const failed = await transferCall(session, tool.given, step.wanted);
      step = dialogue.transferFailed(failed.spoken);
    } else {
      const answer = await runTool(session, tool.given, step.args);
      await pause(session);
      step = dialogue.toolAnswered(tool, answer);
    }
  }
}

/** Says something; a phrase that ends calls ends this one. */
async function sayAndWatch(session: CallSession, text: string): Promise<void> {
  await speak(session, "bot", text);
  const phrases = session.call.assistant?.endCallPhrases ?? [];
  const spoken = fillVariables(text, {}).toLowerCase();
  if (phrases.some((phrase) => phrase && spoken.includes(phrase.toLowerCase()))) {
    throw new CallEnded("assistant-said-end-call-phrase");
  }
}

/** Waits for the caller's words; long silence ends the call. */
async function listen(session: CallSession, persona: Persona | null, said: string) {
  const { clock, call } = session;
  const limit = call.assistant?.silenceTimeoutSeconds ?? SILENCE_SECONDS;
  if (!persona) {
    const patience = Math.max(limit, TYPED_SILENCE_SECONDS) * 1000;
    const text = await session.words.next(patience, session.abort.signal);
    if (text === null) throw new CallEnded("silence-timed-out");
    await speak(session, "user", text);
    return { text, hangsUp: false };
  }
  const reply = persona.reply(said);
  if (!reply) {
    await clock.pass(limit * 1000);
    throw new CallEnded("silence-timed-out");
  }
  await pause(session);
  await speak(session, "user", reply.text);
  return reply;
}

function pause(session: CallSession): Promise<void> {
  return session.clock.pass(session.random.between(...THINK_MS));
}
