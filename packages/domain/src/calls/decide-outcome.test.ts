import type { CallActionType, CallOutcome } from "@callflex/contracts/enums";
import { describe, expect, it } from "vitest";
import { decideOutcome, isMissed } from "./decide-outcome.ts";

type Call = Parameters<typeof decideOutcome>[0];

const conversation: Call = {
  endedReason: "customer-ended-call",
  answered: true,
  durationSeconds: 60,
  callerSpoke: true,
  refused: false,
  actions: [],
};
const silence: Partial<Call> = { callerSpoke: false };
const unanswered: Partial<Call> = { answered: false, callerSpoke: false, durationSeconds: 0 };
const did = (...actions: CallActionType[]): Partial<Call> => ({ actions });

describe("decideOutcome", () => {
  it.each<[CallOutcome, string, Partial<Call>]>([
    ["answered", "a conversation that the caller ended", {}],
    ["answered", "a conversation that the assistant ended", { endedReason: "assistant-ended-call" }],
    ["answered", "a conversation that ran into the limit", { endedReason: "exceeded-max-duration" }],
    ["answered", "a conversation that a fault cut off", { endedReason: "pipeline-error-openai-llm-failed" }],
    ["answered", "a conversation without a reason", { endedReason: null }],
    ["answered", "silence that the assistant ended after a while", { ...silence, endedReason: "assistant-ended-call" }],
    ["refused", "a call that we declined", { refused: true }],
    [
      "refused",
      "a call that we declined, even if it was forwarded",
      { refused: true, endedReason: "assistant-forwarded-call" },
    ],
    ["message", "a message of a caller whom no assistant took", { refused: true, ...did("takeMessage") }],
    ["transferred", "a call that was forwarded", { endedReason: "assistant-forwarded-call" }],
    [
      "transferred",
      "a forwarded call with a message",
      { ...did("takeMessage"), endedReason: "assistant-forwarded-call" },
    ],
    [
      "transferred",
      "a call that went to the fallback",
      { ...unanswered, endedReason: "assistant-request-returned-forwarding-phone-number" },
    ],
    ["message", "a message", did("takeMessage")],
    [
      "message",
      "a message after a transfer that failed",
      { ...did("transferCall", "takeMessage"), endedReason: "call.forwarding.no-answer" },
    ],
    ["callback", "a callback, also beside a message", did("takeMessage", "scheduleCallback")],
    ["callout", "a callout before all else", did("takeMessage", "scheduleCallback", "logDriverCallout")],
    ["missed", "a transfer that nobody took", { endedReason: "call.forwarding.no-answer" }],
    ["missed", "a transfer that found a busy line", { endedReason: "call.forwarding.operator-busy" }],
    ["missed", "a transfer that failed", { endedReason: "call.in-progress.error-transfer-failed" }],
    ["missed", "a caller who gave up while it rang", { ...unanswered, endedReason: "customer-ended-call" }],
    ["missed", "a call that never connected, without a reason", { ...unanswered, endedReason: null }],
    ["missed", "a voicemail", { ...unanswered, endedReason: "voicemail" }],
    ["failed", "a call that got no assistant", { ...unanswered, endedReason: "assistant-request-failed" }],
    ["failed", "a call that never started", { ...unanswered, endedReason: "call.start.error-get-org" }],
    [
      "failed",
      "a fault before the caller spoke",
      { ...silence, endedReason: "call.in-progress.error-vapifault-worker-died" },
    ],
    ["failed", "a worker that shut down before the caller spoke", { ...silence, endedReason: "worker-shutdown" }],
    ["abandoned", "a caller who hung up without a word", { ...silence, endedReason: "customer-ended-call" }],
    ["abandoned", "a caller who stayed silent", { ...silence, endedReason: "silence-timed-out" }],
    ["abandoned", "a few seconds of silence", { ...silence, durationSeconds: 9, endedReason: "assistant-ended-call" }],
  ])("%s: %s", (outcome, _what, call) => {
    expect(decideOutcome({ ...conversation, ...call })).toBe(outcome);
  });

  it("tells the owner about calls that nobody took", () => {
    const missed: CallOutcome[] = ["missed", "failed", "refused"];
    const taken: CallOutcome[] = ["answered", "message", "callback", "callout", "transferred", "abandoned"];
    expect(missed.every(isMissed)).toBe(true);
    expect(taken.some(isMissed)).toBe(false);
  });
});
