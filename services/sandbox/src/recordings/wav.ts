import { sampleAt, toSamples, utterancesOf, type Utterance } from "./utterance.ts";
import type { CallRecord } from "../state/call-record.ts";
import type { RecordingKind } from "./recording-links.ts";
import { SAMPLE_RATE } from "./voice.ts";

/** A recording that is made part by part when somebody asks for it: 8 kHz, 16 bit, mono or stereo. */
export interface WavFile {
  /** Bytes of the whole file. */
  size: number;
  /** Bytes from `start` to `end`, the last one included. */
  slice(start: number, end: number): Buffer;
}

const HEADER_BYTES = 44;
const BYTES_PER_SAMPLE = 2;

/**
 * The recording of a call: each speaker is heard exactly when the transcript says. In stereo the customer is on the
 * left, the assistant on the right.
 */
export function wavOf(call: CallRecord, kind: RecordingKind): WavFile {
  const channels = kind === "stereo" ? 2 : 1;
  const frameBytes = channels * BYTES_PER_SAMPLE;
  const durationMs = (call.endedAt ?? call.updatedAt) - (call.startedAt ?? call.createdAt);
  const frames = Math.max(0, toSamples(durationMs));
  const header = wavHeader(channels, frames * frameBytes);
  const utterances = utterancesOf(call).filter(
    (utterance) => kind === "mono" || kind === "stereo" || utterance.speaker === kind,
  );
  const size = HEADER_BYTES + frames * frameBytes;

  return {
    size,
    slice: (start, end) => {
      const firstFrame = Math.floor(Math.max(0, start - HEADER_BYTES) / frameBytes);
      const lastFrame = Math.min(frames, Math.ceil(Math.max(0, end + 1 - HEADER_BYTES) / frameBytes));
      const sound = render(utterances, firstFrame, Math.max(firstFrame, lastFrame), channels);
      const soundStart = HEADER_BYTES + firstFrame * frameBytes;
      const parts = start < HEADER_BYTES ? [header.subarray(start, Math.min(HEADER_BYTES, end + 1))] : [];
      parts.push(sound.subarray(Math.max(0, start - soundStart), Math.max(0, end + 1 - soundStart)));
      return Buffer.concat(parts);
    },
  };
}

function render(utterances: readonly Utterance[], from: number, to: number, channels: number): Buffer {
  const samples = new Int16Array((to - from) * channels);
  for (const utterance of utterances) {
    const channel = channels === 2 && utterance.speaker === "assistant" ? 1 : 0;
    const end = Math.min(to, utterance.end);
    for (let position = Math.max(from, utterance.start); position < end; position++) {
      samples[(position - from) * channels + channel] = sampleAt(utterance, position);
    }
  }
  return Buffer.from(samples.buffer);
}

/** RIFF header of PCM data. */
function wavHeader(channels: number, dataBytes: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const frameBytes = channels * BYTES_PER_SAMPLE;
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE * frameBytes, 28);
  header.writeUInt16LE(frameBytes, 32);
  header.writeUInt16LE(BYTES_PER_SAMPLE * 8, 34);
  header.write("data", 36);
  header.writeUInt32LE(dataBytes, 40);
  return header;
}
