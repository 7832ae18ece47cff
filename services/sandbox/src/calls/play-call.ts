import { createRandom } from "../random.ts";
import type { Sandbox } from "../sandbox.ts";
import type { CallRecord } from "../state/call-record.ts";
import type { VapiPhoneNumber } from "../state/vapi-resources.ts";
import { withOverrides } from "./assistant-view.ts";
import { createCallClock } from "./call-clock.ts";
import { CallEnded, CallTransferred } from "./call-ended.ts";
import type { LiveCall } from "./call-registry.ts";
import { saveCall, type CallSession } from "./call-session.ts";
import { converse } from "./converse.ts";
import { finishCall } from "./finish-call.ts";
import { requestAssistant, type AnsweredBy } from "./request-assistant.ts";
import type { Scenario } from "./scenario.ts";
import { notify } from "./server-messages.ts";
import { speak } from "./speech.ts";
import { announceForwarding, forwardCall } from "./transfer-call.ts";
import { createWordQueue } from "./word-queue.ts";

/** How long a phone rings before the assistant picks up; how long a person takes to pick up. */
const INBOUND_RINGING_MS = 900;
const OUTBOUND_RINGING_MS = 5_000;

/** Ends of outbound calls to numbers that stand for trouble, as Twilio's magic numbers do. */
const OUTBOUND_TROUBLE: Record<string, string> = {
  "+15005550001": "twilio-failed-to-connect-call",
  "+15005550009": "customer-did-not-answer",
  "+15005550010": "customer-busy",
};

/**
 * Plays a call from its first ring to its report and registers it while it lives.
 *
 * @param call a fresh record that is in the store already
 * @param number VAPI's number of our side; null for a web call
 * @param scenario who the person is
 */
export function playCall(
  sandbox: Sandbox,
  call: CallRecord,
  number: VapiPhoneNumber | null,
  scenario: Scenario,
): LiveCall {
  const abort = new AbortController();
  const session: CallSession = {
    sandbox,
    call,
    number,
    scenario,
    clock: createCallClock({ speed: call.speed, live: call.typed, signal: abort.signal }),
    random: createRandom(`${sandbox.seed}/${scenario.id}/${sandbox.store.meta().callsPlaced}`),
    words: createWordQueue(),
    abort,
    lastSent: Promise.resolve(),
  };
  call.createdAt = session.clock.now();
  saveCall(session);
  const stop = () => abort.abort(sandbox.stopping.reason);
  sandbox.stopping.addEventListener("abort", stop, { once: true });

  const done = run(session)
    .catch((error: unknown) => {
      if (!sandbox.stopping.aborted) sandbox.logger.error({ err: error, callId: call.id }, "a call broke");
    })
    .finally(() => {
      sandbox.calls.delete(call.id);
      sandbox.stopping.removeEventListener("abort", stop);
    });

  const live: LiveCall = {
    personSays: (text) => {
      if (call.status === "queued" || call.status === "ringing") takeOver(session);
      session.words.add(text);
    },
    hangUp: () => abort.abort(new CallEnded("customer-ended-call")),
    assistantSays: (text, endAfterwards) => {
      void speak(session, "bot", text).then(
        () => endAfterwards && abort.abort(new CallEnded("assistant-ended-call-after-message-spoken")),
        () => undefined,
      );
    },
    endByControl: () => abort.abort(new CallEnded("assistant-ended-call")),
    transfer: (destination) => abort.abort(new CallTransferred(destination)),
    done,
  };
  sandbox.calls.set(call.id, live);
  return live;
}

/** A person types from now on: the call's time becomes the real time. */
function takeOver(session: CallSession): void {
  session.call.typed = true;
  session.call.speed = 1;
  session.clock = createCallClock({ speed: 1, live: true, signal: session.abort.signal });
}

async function run(session: CallSession): Promise<void> {
  let reason: string;
  try {
    reason = await live(session);
  } catch (error) {
    reason = await reasonFor(session, error);
  }
  await finishCall(session, reason);
}

/** Why a call was left; a transfer by the control URL is carried out first. */
async function reasonFor(session: CallSession, error: unknown): Promise<string> {
  if (error instanceof CallEnded) return error.reason;
  if (!(error instanceof CallTransferred)) throw error;
  announceForwarding(session, error.destination);
  await session.clock.settle(2_000);
  return "assistant-forwarded-call";
}

async function live(session: CallSession): Promise<string> {
  const { call, clock, number } = session;
  call.status = "ringing";
  saveCall(session);
  if (call.type === "inboundPhoneCall") {
    await clock.pass(INBOUND_RINGING_MS);
    const answer = await requestAssistant(session);
    if (answer.kind !== "assistant") return withoutAssistant(session, answer, number);
    call.assistantId = answer.assistantId;
    call.assistantOverrides = answer.overrides;
    call.assistant = withOverrides(answer.assistant, answer.overrides);
  } else if (call.type === "outboundPhoneCall") {
    notify(session, "status-update", { status: "ringing" });
    const trouble = OUTBOUND_TROUBLE[call.customerNumber ?? ""];
    await clock.pass(OUTBOUND_RINGING_MS);
    if (trouble) return trouble;
  }
  connect(session);
  if (session.scenario.hangsUpAfterMs !== undefined && !call.typed)
    hangUpDuring(session, session.scenario.hangsUpAfterMs);
  return converse(session);
}

function connect(session: CallSession): void {
  session.call.status = "in-progress";
  session.call.startedAt = session.clock.now();
  saveCall(session);
  notify(session, "status-update", { status: "in-progress" });
}

/** Nobody to talk: forward, say why, or drop. The number's fallback comes before dropping. */
async function withoutAssistant(
  session: CallSession,
  answer: Exclude<AnsweredBy, { kind: "assistant" }>,
  number: VapiPhoneNumber | null,
): Promise<string> {
  const destination = answer.kind === "forward" ? answer.destination : number?.fallbackDestination;
  const reason = {
    forward: "assistant-request-returned-forwarding-phone-number",
    refused: "assistant-request-returned-error",
    failed: answer.kind === "failed" ? answer.reason : "",
  }[answer.kind];
  if (answer.kind === "refused") {
    connect(session);
    await speak(session, "bot", answer.spoken);
  }
  if (!destination) return reason;
  if (answer.kind !== "refused") connect(session);
  try {
    await forwardCall(session, destination, "");
  } catch (error) {
    // A failed request keeps its reason: the forwarding is told by `destination`.
    if (!(error instanceof CallEnded) || error.reason !== "assistant-forwarded-call") throw error;
  }
  return reason;
}

/** The caller hangs up in the middle of the greeting. In call time, so that it holds at every speed. */
function hangUpDuring(session: CallSession, afterMs: number): void {
  const { clock } = session;
  const pass = clock.pass.bind(clock);
  let left = afterMs;
  session.clock = {
    ...clock,
    pass: async (ms) => {
      if (ms < left) {
        left -= ms;
        return pass(ms);
      }
      await pass(left);
      throw new CallEnded("customer-ended-call");
    },
  };
}
