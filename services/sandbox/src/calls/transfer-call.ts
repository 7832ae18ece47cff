import { newToolCallId } from "../ids.ts";
import type { VapiDestination, VapiTool } from "../state/vapi-resources.ts";
import { artifactSoFar, messagesOf, transcriptOf } from "./artifact.ts";
import { CallEnded } from "./call-ended.ts";
import { saveCall, type CallSession } from "./call-session.ts";
import { conceptsIn } from "./dialogue/words.ts";
import { answerObject, ask, notify } from "./server-messages.ts";
import { addTurn, speak } from "./speech.ts";

/** How long the other side's phone rings. */
const RINGING_MS = 4_000;
const UNANSWERED_MS = 20_000;

/** A transfer that did not come about: what to tell the caller, if anything particular. */
export interface FailedTransfer {
  spoken?: string;
}

/**
 * Transfers the call as a `transferCall` tool says: to one of its destinations, or, when it has none, to where the
 * server says (`transfer-destination-request`).
 *
 * @param wanted what the caller said, to choose between destinations
 * @returns why it failed and the conversation goes on
 * @throws CallEnded when the call is forwarded
 */
export async function transferCall(session: CallSession, tool: VapiTool, wanted: string): Promise<FailedTransfer> {
  const found = tool.destinations?.length
    ? { destination: chooseDestination(tool.destinations, wanted), spoken: undefined }
    : await askForDestination(session, tool);
  if (!found.destination) return { spoken: found.spoken };
  const opening = tool.messages?.find((message) => message.type === "request-start")?.content;
  return forwardCall(session, found.destination, found.spoken ?? opening);
}

/**
 * Forwards the call to somebody.
 *
 * A warm transfer that nobody answers comes back when its plan has a fallback that does not end the call; every other
 * one that nobody answers is over.
 *
 * @param spoken said before, unless the destination has its own words; a destination's `message: ""` is silence
 * @throws CallEnded when the call is forwarded
 */
export async function forwardCall(
  session: CallSession,
  destination: VapiDestination,
  spoken: string | undefined,
): Promise<FailedTransfer> {
  const words = textOf(destination.message) ?? spoken ?? "Transferring you now.";
  if (words) await speak(session, "bot", words);
  const id = newToolCallId();
  const at = session.clock.now();
  const toolCall = { id, name: "transferCall", arguments: { destination: destination.number ?? "" } };
  addTurn(session, { role: "tool_calls", text: "", at, endAt: at, toolCalls: [toolCall] });
  const answered = session.scenario.operatorAnswers !== false;

  announceForwarding(session, destination);
  notify(session, "transfer-update", { destination });
  await session.clock.pass(answered ? RINGING_MS : UNANSWERED_MS);
  addTurn(session, {
    role: "tool_call_result",
    text: answered ? "Transfer completed." : "No answer.",
    at: session.clock.now(),
    endAt: session.clock.now(),
    toolCallId: id,
    toolName: "transferCall",
  });
  if (answered) throw new CallEnded("assistant-forwarded-call");
  return comeBack(session, destination);
}

/** Marks the call as being forwarded and tells the server. */
export function announceForwarding(session: CallSession, destination: VapiDestination): void {
  const { call } = session;
  call.status = "forwarding";
  call.destination = destination;
  saveCall(session);
  notify(session, "status-update", {
    status: "forwarding",
    destination,
    messages: messagesOf(call),
    transcript: transcriptOf(call),
  });
}

/** What a message of VAPI says, given as a text or as an object with `content`. */
export function textOf(message: string | { content?: string } | undefined): string | undefined {
  return typeof message === "string" ? message : message?.content;
}

function comeBack(session: CallSession, destination: VapiDestination): FailedTransfer {
  const plan = destination.transferPlan;
  const fallback = plan?.mode?.startsWith("warm-transfer") ? plan.fallbackPlan : undefined;
  delete session.call.destination;
  if (!fallback || fallback.endCallEnabled !== false) throw new CallEnded("call.forwarding.no-answer");
  session.call.status = "in-progress";
  saveCall(session);
  return { spoken: textOf(fallback.message) };
}

async function askForDestination(
  session: CallSession,
  tool: VapiTool,
): Promise<{ destination?: VapiDestination; spoken?: string }> {
  const answer = answerObject(
    await ask(
      session,
      "transfer-destination-request",
      { artifact: artifactSoFar(session.call) },
      { toolServer: tool.server },
    ),
  );
  // An `error` is meant for the model, which puts it into its own words.
  const destination = answer?.destination as VapiDestination | undefined;
  if (!destination?.number && !destination?.sipUri) return {};
  return { destination, spoken: textOf(answer?.message as { content?: string } | undefined) };
}

/** The destination whose description shares most words with what the caller wants; else the first. */
function chooseDestination(destinations: readonly VapiDestination[], wanted: string): VapiDestination | undefined {
  const heard = conceptsIn(wanted);
  const score = (destination: VapiDestination) =>
    [...conceptsIn(destination.description ?? "")].filter((concept) => heard.has(concept)).length;
  return destinations.toSorted((a, b) => score(b) - score(a))[0];
}
