import { describe, expect, it } from "vitest";
import type { CallRecord } from "../state/call-record.ts";
import { wavOf } from "./wav.ts";

const start = 1_788_342_000_000;

const call = {
  createdAt: start - 1_000,
  startedAt: start,
  endedAt: start + 4_000,
  updatedAt: start + 4_000,
  turns: [
    { role: "bot", text: "Hello, how can I help?", at: start + 500, endAt: start + 1_500 },
    { role: "user", text: "This is Tom.", at: start + 2_000, endAt: start + 3_000 },
  ],
} as CallRecord;

/** Loudest sample of a channel between two moments, in ms from the start. */
function loudness(bytes: Buffer, channels: number, channel: number, fromMs: number, toMs: number): number {
  let most = 0;
  for (let frame = fromMs * 8; frame < toMs * 8; frame++) {
    most = Math.max(most, Math.abs(bytes.readInt16LE(44 + (frame * channels + channel) * 2)));
  }
  return most;
}

describe("a recording", () => {
  it("is a WAV file of the call's length", () => {
    const file = wavOf(call, "mono");
    const bytes = file.slice(0, file.size - 1);
    expect(bytes.length).toBe(44 + 4 * 8_000 * 2);
    expect(bytes.toString("latin1", 0, 4) + bytes.toString("latin1", 8, 16)).toBe("RIFFWAVEfmt ");
    expect([bytes.readUInt32LE(4), bytes.readUInt32LE(40)]).toEqual([bytes.length - 8, bytes.length - 44]);
    expect([bytes.readUInt16LE(22), bytes.readUInt32LE(24), bytes.readUInt16LE(34)]).toEqual([1, 8_000, 16]);
  });

  it("is heard when the transcript says, and silent between", () => {
    const file = wavOf(call, "mono");
    const bytes = file.slice(0, file.size - 1);
    expect(loudness(bytes, 1, 0, 500, 1_500)).toBeGreaterThan(3_000);
    expect(loudness(bytes, 1, 0, 2_000, 3_000)).toBeGreaterThan(3_000);
    for (const [from, to] of [
      [0, 500],
      [1_500, 2_000],
      [3_000, 4_000],
    ] as const) {
      expect(loudness(bytes, 1, 0, from, to)).toBe(0);
    }
  });

  it("has the customer on the left and the assistant on the right", () => {
    const file = wavOf(call, "stereo");
    const bytes = file.slice(0, file.size - 1);
    expect(loudness(bytes, 2, 0, 500, 1_500)).toBe(0);
    expect(loudness(bytes, 2, 1, 500, 1_500)).toBeGreaterThan(3_000);
    expect(loudness(bytes, 2, 0, 2_000, 3_000)).toBeGreaterThan(3_000);
    expect(loudness(bytes, 2, 1, 2_000, 3_000)).toBe(0);
  });

  it.each([
    [0, 10],
    [40, 47],
    [43, 44],
    [10_001, 20_002],
    [63_990, 64_043],
  ])("gives the bytes %i to %i as they stand in the whole file", (from, to) => {
    const file = wavOf(call, "mono");
    const whole = file.slice(0, file.size - 1);
    expect(file.slice(from, to).equals(whole.subarray(from, to + 1))).toBe(true);
  });
});
