import { createRandom } from "../random.ts";

/** Samples a second of every recording. */
export const SAMPLE_RATE = 8_000;

/** One period of a voiced sound; played over and over it is a vowel. */
type Period = Int16Array;

/** A speaker: vowels at three pitches. */
export interface Voice {
  /** By vowel, then by pitch. */
  periods: readonly (readonly Period[])[];
}

/** First, second and third formant of a, e, i, o, u in Hz. */
const FORMANTS = [
  [730, 1090, 2440],
  [530, 1840, 2480],
  [300, 2290, 3010],
  [570, 840, 2410],
  [320, 870, 2240],
] as const;

const AMPLITUDE = 9_000;

/** Two speakers that can be told apart: the assistant's voice is higher than the caller's. */
export const voices = { assistant: createVoice(205, 1.12), customer: createVoice(118, 0.98) } as const;

/** Hiss of consonants; its length is prime to the syllables', so that it doesn't sound like a tone. */
export const hiss: Int16Array = makeHiss(4_099);

/**
 * Makes a voice from its pitch: harmonics weighted by how near they are to a vowel's formants, as a throat does.
 *
 * @param pitchHz middle pitch
 * @param tract factor on the formants: a shorter throat has higher ones
 */
function createVoice(pitchHz: number, tract: number): Voice {
  const pitches = [pitchHz * 0.94, pitchHz, pitchHz * 1.07];
  return { periods: FORMANTS.map((formants) => pitches.map((pitch) => period(pitch, formants, tract))) };
}

function period(pitchHz: number, formants: readonly number[], tract: number): Period {
  const length = Math.round(SAMPLE_RATE / pitchHz);
  const wave = new Float64Array(length);
  const harmonics = Math.floor(length / 2) - 1;
  for (let harmonic = 1; harmonic <= harmonics; harmonic++) {
    const frequency = (harmonic * SAMPLE_RATE) / length;
    const weight = formants.reduce(
      (sum, formant, index) =>
        sum + Math.exp(-(((frequency - formant * tract) / (110 + 40 * index)) ** 2)) / (index + 1),
      0.02,
    );
    for (let index = 0; index < length; index++) {
      wave[index] = (wave[index] ?? 0) + weight * Math.sin((2 * Math.PI * harmonic * index) / length + harmonic);
    }
  }
  const loudest = wave.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Int16Array.from(wave, (value) => Math.round((value / loudest) * AMPLITUDE));
}

function makeHiss(length: number): Int16Array {
  const random = createRandom("hiss");
  let last = 0;
  return Int16Array.from({ length }, () => {
    const next = random.next() * 2 - 1;
    const bright = next - last;
    last = next;
    return Math.round(bright * 900);
  });
}
