import type { NumberDisclosure } from "./disclosure.ts";
import { NOTICES } from "./notices.ts";

const SUGGESTED = Object.values(NOTICES).map(({ recording }) => recording);

/** What callers are told before anything else, in order; the recording only where there is one. */
export function noticesOf(disclosure: NumberDisclosure): string[] {
  return [disclosure.aiDisclosure, disclosure.recording ? disclosure.recordingNotice : null].filter(
    (notice) => notice !== null,
  );
}

/**
 * The first words of a call: the number's notices, then the assistant's own. A sentence about the recording in those is
 * left out where the number's notice says it already, and where nothing is recorded.
 *
 * @param firstMessage the assistant's own, as it is spoken
 */
export function openingWords(disclosure: NumberDisclosure, firstMessage: string): string {
  const saidTwice = disclosure.recordingNotice !== null || !disclosure.recording;
  const own = saidTwice
    ? SUGGESTED.reduce((text, sentence) => text.replaceAll(sentence, ""), firstMessage)
    : firstMessage;
  return [...noticesOf(disclosure), own.replace(/\s+/g, " ").trim()].filter(Boolean).join(" ");
}
