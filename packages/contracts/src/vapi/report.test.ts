import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeReports, readReport, type CallReport } from "./report.ts";
import { parseVapiMessage } from "./server-message.ts";

const START = Date.UTC(2026, 8, 2, 9, 40);
const read = (message: object) =>
  readReport(parseVapiMessage(JSON.stringify({ message: { type: "end-of-call-report", ...message } })));

describe("readReport", () => {
  it("measures the duration between start and end, and only else believes the figure", () => {
    expect(read({ startedAt: START, endedAt: START + 61_400, durationSeconds: 7 }).durationSeconds).toBe(61);
    expect(read({ startedAt: START, durationSeconds: 7.6 }).durationSeconds).toBe(8);
    expect(read({ startedAt: START, endedAt: START - 5_000 }).durationSeconds).toBe(0);
    expect(read({}).durationSeconds).toBeNull();
  });

  it("does not believe figures that no call has", () => {
    expect(read({ startedAt: START, endedAt: START + 30 * 86_400_000, durationSeconds: 12 }).durationSeconds).toBe(12);
    expect(read({ durationSeconds: 1e12, cost: 1e300 })).toMatchObject({ durationSeconds: null, costMicros: null });
    const [line] = read({
      messages: [{ role: "user", message: "hi", secondsFromStart: 1e300, duration: 1e300 }],
    }).segments;
    expect(line?.startMs).toBeLessThanOrEqual(2_147_483_647);
    expect(line?.endMs).toBeLessThanOrEqual(2_147_483_647);
  });

  it("reads the conversation without the system's and the tools' lines", () => {
    const { segments } = read({
      startedAt: START,
      artifact: {
        messages: [
          { role: "system", message: "prompt", time: START },
          { role: "bot", message: " Hello! ", time: START + 1_400, endTime: START + 4_340, secondsFromStart: 1.4 },
          { role: "tool_calls", message: "", time: START + 5_000 },
          { role: "user", message: "Hi", time: START + 6_000, secondsFromStart: 6, duration: 900 },
          { role: "user", message: "  ", time: START + 7_000 },
          { role: "tool_call_result", result: "saved", time: START + 8_000 },
        ],
      },
    });
    expect(segments).toEqual([
      { speaker: "assistant", text: "Hello!", startMs: 1_400, endMs: 4_340, spokenAt: new Date(START + 1_400) },
      { speaker: "caller", text: "Hi", startMs: 6_000, endMs: 6_900, spokenAt: new Date(START + 6_000) },
    ]);
  });

  it("takes lines without a time from the start of the call", () => {
    const [line] = read({
      startedAt: START,
      messages: [{ role: "user", message: "Hi", secondsFromStart: 2 }],
    }).segments;
    expect(line?.spokenAt).toEqual(new Date(START + 2_000));
  });

  it.each([
    ["true", true],
    ["PASS", true],
    ["7", true],
    ["80%", true],
    [true, true],
    [9, true],
    ["false", false],
    ["Fail", false],
    ["3", false],
    ["20%", false],
    ["it went rather well", null],
  ])("reads the success evaluation %j", (successEvaluation, success) => {
    expect(read({ analysis: { successEvaluation } }).success).toBe(success);
  });

  it("prefers a stereo recording, and takes either place", () => {
    expect(read({ artifact: { recording: { stereoUrl: "s", mono: { combinedUrl: "m" } } } }).recording).toBe("stereo");
    expect(read({ recordingUrl: "m" }).recording).toBe("mono");
    expect(read({ artifact: {} }).recording).toBeNull();
  });
});

/** Few values, so that reports often agree in some facts and differ in others. */
const report: fc.Arbitrary<CallReport> = fc.record({
  answeredAt: fc.constantFrom(null, new Date(START), new Date(START + 1)),
  endedAt: fc.constantFrom(null, new Date(START + 60_000), new Date(START + 61_000)),
  durationSeconds: fc.constantFrom(null, 60, 61),
  endedReason: fc.constantFrom(null, "customer-ended-call", "silence-timed-out"),
  segments: fc.array(
    fc.record({
      speaker: fc.constantFrom("assistant" as const, "caller" as const),
      text: fc.constantFrom("Hello", "Goodbye"),
      startMs: fc.nat(3),
      endMs: fc.constantFrom(null, 5),
      spokenAt: fc.constant(new Date(START)),
    }),
    { maxLength: 3 },
  ),
  summary: fc.constantFrom(null, "A call", "Another"),
  success: fc.constantFrom(null, true, false),
  structuredData: fc.constantFrom(
    null,
    {},
    { callerName: "Ada" },
    { callerName: null, sentiment: "positive" },
    { callerName: "Bo" },
  ),
  costMicros: fc.constantFrom(null, 1, 2),
  costBreakdown: fc.constantFrom(null, { total: 1 }),
  recording: fc.constantFrom(null, "mono" as const, "stereo" as const),
});

describe("mergeReports", () => {
  it("gives the same whatever the order and however often a report came", () => {
    const shuffled = fc.array(report, { minLength: 1, maxLength: 4 }).chain((reports) =>
      fc.tuple(
        fc.constant(reports),
        fc.shuffledSubarray([...reports, ...reports], {
          minLength: reports.length * 2,
          maxLength: reports.length * 2,
        }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([reports, other]) => {
        expect(mergeReports(other)).toEqual(mergeReports(reports));
      }),
    );
  });

  it("keeps every fact that any report tells", () => {
    fc.assert(
      fc.property(fc.array(report, { minLength: 1, maxLength: 4 }), (reports) => {
        const merged = mergeReports(reports);
        for (const fact of Object.keys(merged) as (keyof CallReport)[]) {
          const told = reports.filter((one) => one[fact] !== null).map((one) => one[fact]);
          if (fact === "segments")
            expect(merged.segments.length > 0).toBe(reports.some((one) => one.segments.length > 0));
          else if (fact === "structuredData") expect(merged.structuredData === null).toBe(told.length === 0);
          else expect(told.length === 0 ? [null] : told).toContainEqual(merged[fact]);
        }
        const names = reports.map((one) => one.structuredData?.["callerName"]).filter(Boolean);
        if (names.length > 0) expect(names).toContain(merged.structuredData?.["callerName"]);
      }),
    );
  });

  it("takes the fuller report's word where two differ", () => {
    const bare = read({ endedReason: "customer-ended-call", analysis: { summary: "short" } });
    const full = read({
      endedReason: "customer-ended-call",
      analysis: { summary: "long" },
      messages: [{ role: "user", message: "Hi", time: START }],
    });
    expect(mergeReports([bare, full])).toMatchObject({ summary: "long", segments: [{ text: "Hi" }] });
  });

  it("needs a report", () => {
    expect(() => mergeReports([])).toThrow(RangeError);
  });
});
