import fc from "fast-check";

/** What a report tells; a second one of the same call may tell more, or something else. */
export interface ReportPlan {
  endedReason: string | null;
  answered: boolean;
  seconds: number | null;
  words: number;
  summary: boolean;
  /** Name that the analysis heard, if it did. */
  named: boolean;
  sentiment: "positive" | "neutral" | null;
  cost: number | null;
}

/** One call as it could have happened. */
export interface CallPlan {
  caller: number;
  /** Days before today on which it took place. */
  daysAgo: number;
  requested: boolean;
  statuses: ("ringing" | "in-progress" | "forwarding" | "ended")[];
  lines: ("user" | "assistant")[];
  stalls: number;
  tools: ("takeMessage" | "scheduleCallback" | "logDriverCallout" | "unknown")[];
  transfers: number;
  reports: ReportPlan[];
  twilio: ("ringing" | "in-progress" | "completed")[];
  /** Whether the first messages tell nothing about the caller and the line, as VAPI's early ones may. */
  sparse: boolean;
}

/** A history: what happened to an organization, and in which disorder it was told. */
export interface HistoryPlan {
  timezone: string;
  /** Day of the month on which periods begin. */
  anchorDay: number;
  blockedCaller: boolean;
  calls: CallPlan[];
  /** Chance figures that repeat and shuffle the deliveries. */
  disorder: number;
}

const report: fc.Arbitrary<ReportPlan> = fc.record({
  endedReason: fc.constantFrom(
    null,
    "customer-ended-call",
    "assistant-ended-call",
    "silence-timed-out",
    "assistant-forwarded-call",
    "call.forwarding.no-answer",
    "pipeline-error-openai-llm-failed",
  ),
  answered: fc.boolean(),
  seconds: fc.option(fc.integer({ min: 0, max: 400 }), { nil: null, freq: 8 }),
  words: fc.integer({ min: 0, max: 4 }),
  summary: fc.boolean(),
  named: fc.boolean(),
  sentiment: fc.constantFrom(null, "positive" as const, "neutral" as const),
  cost: fc.option(fc.integer({ min: 0, max: 50 }), { nil: null }),
});

const call: fc.Arbitrary<CallPlan> = fc.record({
  caller: fc.integer({ min: 0, max: 2 }),
  daysAgo: fc.integer({ min: 0, max: 75 }),
  requested: fc.boolean(),
  statuses: fc.subarray(["ringing", "in-progress", "forwarding", "ended"] as const).map((list) => [...list]),
  lines: fc.array(fc.constantFrom("user" as const, "assistant" as const), { maxLength: 4 }),
  stalls: fc.integer({ min: 0, max: 2 }),
  tools: fc.array(
    fc.constantFrom(
      "takeMessage" as const,
      "scheduleCallback" as const,
      "logDriverCallout" as const,
      "unknown" as const,
    ),
    {
      maxLength: 2,
    },
  ),
  transfers: fc.integer({ min: 0, max: 1 }),
  reports: fc.array(report, { minLength: 1, maxLength: 3 }),
  twilio: fc.subarray(["ringing", "in-progress", "completed"] as const).map((list) => [...list]),
  sparse: fc.boolean(),
});

/** Any history of an organization with one to three calls. */
export const history: fc.Arbitrary<HistoryPlan> = fc.record({
  timezone: fc.constantFrom("UTC", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"),
  anchorDay: fc.constantFrom(1, 15, 29, 31),
  blockedCaller: fc.boolean(),
  calls: fc.array(call, { minLength: 1, maxLength: 3 }),
  disorder: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
});

/** Repeatable chance (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Each delivery one to five times, in any order; some reach us only when all others are done. */
export function disordered<T>(deliveries: T[], seed: number): { early: T[]; late: T[] } {
  const random = chance(seed);
  const repeated = deliveries.flatMap((delivery) =>
    Array.from({ length: random() < 0.6 ? 1 : 1 + Math.floor(random() * 5) }, () => ({
      delivery,
      at: random(),
      late: random() < 0.1,
    })),
  );
  const sorted = repeated.toSorted((a, b) => a.at - b.at);
  return {
    early: sorted.filter(({ late }) => !late).map(({ delivery }) => delivery),
    late: sorted.filter(({ late }) => late).map(({ delivery }) => delivery),
  };
}
