import type { CallDetail } from "@callflex/contracts/api/calls";
import type { TestCall } from "@callflex/contracts/api/test-calls";
import { formatPhone } from "~/lib/format.ts";

/** @returns whether nothing more is said; the call's own end comes before its report */
export function isOver(testCall: Pick<TestCall, "state">, call: Pick<CallDetail, "status"> | null): boolean {
  return testCall.state === "ended" || testCall.state === "failed" || call?.status === "ended";
}

/** How a test call stands, in a word or two. */
export function standing(
  testCall: Pick<TestCall, "state">,
  call: Pick<CallDetail, "status"> | null,
): { label: string; tone: "good" | "wait" | "bad" | "plain" } {
  if (testCall.state === "failed") return { label: "Not reached", tone: "bad" };
  if (isOver(testCall, call)) return { label: "Ended", tone: "plain" };
  if (testCall.state === "requested") return { label: "Being placed", tone: "wait" };
  if (call && call.status !== "ringing") return { label: "Talking", tone: "good" };
  return { label: "Ringing", tone: "wait" };
}

/** What the page is about. */
export function testCallTitle(
  { kind, assistant, toNumber }: Pick<TestCall, "kind" | "assistant" | "toNumber">,
  over: boolean,
): string {
  if (kind === "web") return `You ${over ? "talked" : "talk"} to ${assistant.name}`;
  return `${assistant.name} ${over ? "called" : "calls"} ${formatPhone(toNumber)}`;
}
