import { hashText } from "../random.ts";
import type { CallRecord } from "../state/call-record.ts";
import { hiss, SAMPLE_RATE, voices, type Voice } from "./voice.ts";

/** A stretch of speech in a recording; positions in samples from the start of the call. */
export interface Utterance {
  speaker: "assistant" | "customer";
  start: number;
  end: number;
  /** One entry a syllable: which vowel, whether a consonant goes before. */
  syllables: { vowel: number; consonant: boolean; pitch: number }[];
}

/** Speech of a call, in order of time. */
export function utterancesOf(call: CallRecord): Utterance[] {
  const base = call.startedAt ?? call.createdAt;
  return call.turns.flatMap((turn): Utterance[] => {
    if (turn.role !== "bot" && turn.role !== "user") return [];
    const start = Math.max(0, toSamples(turn.at - base));
    const end = Math.max(start, toSamples(turn.endAt - base));
    return [{ speaker: turn.role === "bot" ? "assistant" : "customer", start, end, syllables: syllablesOf(turn.text) }];
  });
}

/** Milliseconds as samples. */
export function toSamples(ms: number): number {
  return Math.round((ms * SAMPLE_RATE) / 1000);
}

/**
 * The sample at a position of an utterance: vowels of its syllables one after the other, faded in and out, with a
 * consonant's hiss between. A function of the position alone, so that any part of a recording can be made by itself.
 */
export function sampleAt(utterance: Utterance, position: number): number {
  const length = (utterance.end - utterance.start) / Math.max(1, utterance.syllables.length);
  const offset = position - utterance.start;
  const index = Math.min(utterance.syllables.length - 1, Math.floor(offset / length));
  const syllable = utterance.syllables[index];
  if (!syllable) return 0;
  const within = (offset - index * length) / length;
  if (syllable.consonant && within < 0.2) return hiss[position % hiss.length] ?? 0;
  const voice: Voice = voices[utterance.speaker];
  const period = voice.periods[syllable.vowel]?.[syllable.pitch];
  if (!period) return 0;
  const from = syllable.consonant ? (within - 0.2) / 0.8 : within;
  const envelope = Math.min(1, from * 6, (1 - from) * 4);
  return Math.round((period[position % period.length] ?? 0) * envelope);
}

const VOWELS = "aeiou";

function syllablesOf(text: string): Utterance["syllables"] {
  const found = text.toLowerCase().match(/[^aeiouy\s]*[aeiouy]+/g) ?? ["a"];
  return found.map((syllable, index) => {
    const vowel = VOWELS.indexOf((syllable.match(/[aeiouy]/)?.[0] ?? "a").replace("y", "i"));
    return { vowel: Math.max(0, vowel), consonant: !/^[aeiouy]/.test(syllable), pitch: hashText(syllable + index) % 3 };
  });
}
