import type { NumberDisclosure } from "@callflex/contracts/disclosure";
import { SERVER_MESSAGES } from "../assistants/vapi-config.ts";
import { openingWords } from "@callflex/contracts/opening-words";

/** What a number's disclosure changes about an assistant for one call, in VAPI's words (`assistantOverrides`). */
export interface DisclosureOverrides {
  firstMessage?: string;
  artifactPlan?: { recordingEnabled: false; transcriptPlan: { enabled: false } };
  serverMessages?: (typeof SERVER_MESSAGES)[number][];
}

const TRANSCRIPT = /^transcript/;

/** Nothing is recorded, and what is said isn't told to us either. VAPI replaces these members as a whole. */
export function recordingOverrides(disclosure: NumberDisclosure): DisclosureOverrides {
  if (disclosure.recording) return {};
  return {
    artifactPlan: { recordingEnabled: false, transcriptPlan: { enabled: false } },
    serverMessages: SERVER_MESSAGES.filter((type) => !TRANSCRIPT.test(type)),
  };
}

/**
 * The overrides for a call that an assistant takes on a number.
 *
 * @param firstMessage the assistant's own, as it is spoken
 */
export function callOverrides(disclosure: NumberDisclosure, firstMessage: string): DisclosureOverrides {
  const opening = openingWords(disclosure, firstMessage);
  return { ...(opening === firstMessage ? {} : { firstMessage: opening }), ...recordingOverrides(disclosure) };
}
