import {
  parseForRecording,
  parseVapiMessage,
  SYNCHRONOUS_TYPES,
  type VapiMessage,
} from "@callflex/contracts/vapi/server-message";
import { loadSample, sampleNames } from "@callflex/testing/webhook-samples/load";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventKey, hasEffect, revisionOf } from "./vapi-event-key.ts";

const AT = Date.UTC(2026, 8, 2, 9, 40);
const message = (fields: object): VapiMessage =>
  parseVapiMessage(JSON.stringify({ message: { timestamp: AT, call: { id: "c1" }, ...fields } }));
const key = (fields: object) => eventKey(message(fields), "fallback");

describe("eventKey", () => {
  it.each([
    ["end-of-call-report", {}, "end-of-call-report:c1"],
    ["assistant-request", {}, "assistant-request:c1"],
    ["status-update", { status: "ended" }, "status-update:c1:ended"],
    ["transcript", { role: "user", transcriptType: "final" }, `transcript:c1:user:final:${AT}`],
    [
      "tool-calls",
      {
        toolCallList: [
          { id: "b", name: "f" },
          { id: "a", name: "f" },
        ],
      },
      "tool-calls:c1:a,b",
    ],
    ["tool-calls", {}, `tool-calls:c1:${AT}`],
    ["function-call", { functionCall: { name: "f" } }, `function-call:c1:f:${AT}`],
    ["speech-update", { role: "user", status: "started" }, `speech-update:c1:user:started:${AT}`],
    ["hang", {}, `hang:c1:${AT}`],
    ["user-interrupted", {}, `user-interrupted:c1:${AT}`],
    ["conversation-update", {}, `conversation-update:c1:${AT}`],
    ["transfer-destination-request", {}, `transfer-destination-request:c1:${AT}`],
    ["something-new", {}, `something-new:c1:${AT}`],
  ])("of %s %j is %s", (type, fields, expected) => {
    expect(key({ type, ...fields })).toBe(expected);
  });

  it("is the same for a repeat, whatever signed links it carries", () => {
    const report = (url: string) => key({ type: "end-of-call-report", artifact: { presignedMonoUrl: url } });
    expect(report("https://a.example/?sig=1")).toBe(report("https://a.example/?sig=2"));
  });

  it("takes the fallback where nothing tells the message from another", () => {
    expect(key({ type: "hang", timestamp: undefined })).toBe("hang:c1:fallback");
    expect(key({ type: "hang", timestamp: undefined, call: undefined })).toBe("hang:-:fallback");
  });

  it("stays short enough for an index, and apart, for texts of any length", () => {
    const long = (end: string) => key({ type: "status-update", status: `${"é".repeat(5_000)}${end}` });
    expect(Buffer.byteLength(long("a"))).toBeLessThan(2_000);
    expect(long("a")).not.toBe(long("b"));
    expect(long("a")).toBe(long("a"));
  });
});

describe("revisionOf", () => {
  const report = {
    type: "end-of-call-report",
    endedReason: "customer-ended-call",
    startedAt: AT,
    endedAt: AT + 60_000,
    cost: 0.1,
    artifact: { messages: [{ role: "user", message: "Hi" }], recordingUrl: "https://a.example/1" },
    analysis: { summary: "A call" },
  };
  const revision = (fields: object = {}) => revisionOf(message({ ...report, ...fields }));

  it("is the same for a repeat with other signed links and another time of sending", () => {
    const repeat = {
      ...report,
      timestamp: AT + 9,
      artifact: { ...report.artifact, recordingUrl: "https://a.example/2" },
    };
    expect(revision(repeat)).toBe(revision());
  });

  it.each([
    ["an end", { endedAt: AT + 61_000 }],
    ["a reason", { endedReason: "silence-timed-out" }],
    ["a cost", { cost: 0.2 }],
    ["a line", { artifact: { ...report.artifact, messages: [{ role: "user" }, { role: "bot" }] } }],
    ["a summary", { analysis: { summary: "Another" } }],
    ["facts of the analysis", { analysis: { summary: "A call", structuredData: { callerName: "Ada" } } }],
    ["a recording", { artifact: { messages: report.artifact.messages } }],
  ])("differs where %s differs", (_what, fields) => {
    expect(revision(fields)).not.toBe(revision());
  });

  it("is empty for every other type", () => {
    expect(revisionOf(message({ type: "status-update" }))).toBe("");
  });
});

describe("what is done about a message", () => {
  it.each(["status-update", "transcript", "hang", "transfer-update", "end-of-call-report"])(
    "%s has an effect",
    (type) => {
      expect(hasEffect(message({ type }))).toBe(true);
    },
  );

  it.each(["speech-update", "conversation-update", "user-interrupted", "something-new", "tool-calls"])(
    "the relay has nothing to do about %s",
    (type) => {
      expect(hasEffect(message({ type }))).toBe(false);
    },
  );

  it("half-heard lines have none", () => {
    expect(hasEffect(message({ type: "transcript", transcriptType: "partial" }))).toBe(false);
  });

  it("what VAPI waits for is answered in the request and left alone by the relay", () => {
    for (const type of SYNCHRONOUS_TYPES) expect(hasEffect(message({ type }))).toBe(false);
  });
});

describe("what is read before a message is recorded", () => {
  const bodies = sampleNames("vapi")
    .map((name): [string, string] => [name, JSON.stringify(loadSample("vapi", name))])
    .filter(([, body]) => body.startsWith('{"message":{') && body.includes('"type":'));

  const facts = (read: VapiMessage) => ({
    type: read.type,
    call: read.call?.id,
    key: eventKey(read, "fallback"),
    revision: revisionOf(read),
    hasEffect: hasEffect(read),
  });

  it.each(bodies)("says the same as the whole message: %s", (_name, body) => {
    expect(facts(parseForRecording(body))).toEqual(facts(parseVapiMessage(body)));
  });

  it("says the same of whatever JSON comes, and refuses the same", () => {
    const odd = fc.oneof(
      fc.constantFrom(null, "", 0, -1, 1e308, [], {}, ["call"], true, "x".repeat(201)),
      fc.string({ maxLength: 20 }),
      fc.jsonValue({ maxDepth: 1 }),
    );
    const orOdd = (usual: fc.Arbitrary<unknown>) => fc.oneof({ weight: 3, arbitrary: usual }, odd);
    const types = [
      "transcript",
      "status-update",
      "hang",
      'transcript[transcriptType="final"]',
      "speech-update",
      "odd[]",
    ];
    const times = ["2026-11-03T15:04:05Z", "yesterday", 1_790_000_000_000, 1_790_000_000_000.6, 12];
    const message = fc.record(
      {
        type: orOdd(fc.constantFrom(...types)),
        timestamp: orOdd(fc.constantFrom(...times)),
        call: orOdd(fc.record({ id: orOdd(fc.uuid()), createdAt: odd, customer: odd }, { requiredKeys: [] })),
        status: orOdd(fc.constantFrom("in-progress", "ended")),
        role: orOdd(fc.constantFrom("user", "assistant")),
        transcriptType: orOdd(fc.constantFrom("final", "partial")),
      },
      { requiredKeys: [] },
    );
    const told = (read: (body: string) => VapiMessage, body: string) => {
      try {
        return facts(read(body));
      } catch (error) {
        return (error as Error).name;
      }
    };
    fc.assert(
      fc.property(orOdd(fc.record({ message: orOdd(message) })), (json) => {
        const body = JSON.stringify(json);
        expect(told(parseForRecording, body)).toEqual(told(parseVapiMessage, body));
      }),
      { numRuns: 2_000 },
    );
  });

  it("is the whole message where VAPI waits for the answer", () => {
    const body = JSON.stringify(loadSample("vapi", "tool-calls_take-message"));
    expect(parseForRecording(body)).toEqual(parseVapiMessage(body));
  });
});
