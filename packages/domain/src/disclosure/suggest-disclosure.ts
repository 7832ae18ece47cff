import type { NumberDisclosure } from "@callflex/contracts/disclosure";
import type { AssistantLanguage } from "@callflex/contracts/template";
import { COUNTRIES } from "./countries.ts";
import { NOTICES } from "@callflex/contracts/notices";
import { usStateOf } from "./us-states.ts";

/** Where a number belongs to. */
export interface NumberPlace {
  e164: string;
  /** ISO 3166 code. */
  country: string;
  /** Two letters of the state in the US; null where it isn't known. */
  region: string | null;
  /** Toll-free numbers belong to no state. */
  tollFree: boolean;
}

/** What should be said on a number, and why. */
export interface DisclosureSuggestion {
  disclosure: NumberDisclosure;
  /** Where the number belongs to, in words. */
  place: string;
  /** Whether a law there asks for the word about the AI. */
  aiDisclosureRequired: boolean;
  /** Whether a law there asks for the word about the recording. */
  recordingNoticeRequired: boolean;
  reasons: string[];
}

interface Rules {
  name: string;
  recording?: string | undefined;
  aiDisclosure?: string | undefined;
}

function rulesOf(place: NumberPlace): Rules {
  if (place.country !== "US") return COUNTRIES[place.country] ?? { name: "this country" };
  const state = place.tollFree ? null : usStateOf(place);
  if (!state) return { name: "the United States" };
  return { name: state.name, recording: state.allParties, aiDisclosure: state.aiDisclosure };
}

/**
 * What callers of a number should be told, by the law of the place that it belongs to. The notice of a recording is
 * suggested everywhere: callers may be protected by the law of another place, which the number doesn't tell.
 *
 * @param language of the assistant that speaks first
 */
export function suggestDisclosure(place: NumberPlace, language: AssistantLanguage): DisclosureSuggestion {
  const { name, recording, aiDisclosure } = rulesOf(place);
  const texts = NOTICES[language];
  return {
    disclosure: {
      aiDisclosure: aiDisclosure ? texts.ai : null,
      recordingNotice: texts.recording,
      recording: true,
    },
    place: name,
    aiDisclosureRequired: aiDisclosure !== undefined,
    recordingNoticeRequired: recording !== undefined,
    reasons: [
      recording
        ? `In ${name} callers must know that they are recorded (${recording}).`
        : `No law of ${name} that we know of asks for a notice of the recording on every call, but callers from elsewhere may be protected by their own.`,
      aiDisclosure
        ? `In ${name} people must be told that they talk with an AI (${aiDisclosure}).`
        : `No law of ${name} that we know of asks you to say on every call that an AI answers.`,
    ],
  };
}
