const NOT_CONNECTED = "The call could not be connected. Check the number and try again.";

/** What VAPI's reasons for calls without an answer mean to whoever waits at the telephone. */
const REASONS: [RegExp, string][] = [
  [/did-not-answer|no-answer/, "Nobody picked up."],
  [/busy/, "The line was busy. Try again in a moment."],
  [/voicemail/, "A voicemail picked up. Try again when you can answer."],
  [/failed-to-connect|invalid|rejected/, NOT_CONNECTED],
  [/concurren/, "All lines were busy. Try again in a few minutes."],
  [
    /assistant-not-found|assistant-not-valid/,
    "The assistant isn't set up for calls. Open it, press Sync, and try again.",
  ],
  [/silence|customer-ended/, "The call ended before anybody answered."],
];

/** Why a test call reached nobody, in words. */
export function unansweredWords(endedReason: string | null): string {
  const known = REASONS.find(([reason]) => reason.test(endedReason ?? ""));
  return known?.[1] ?? "Something went wrong before the call was answered. Try again in a moment.";
}
