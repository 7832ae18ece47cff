import { describe, expect, it } from "vitest";
import { NotAVapiMessage, parseVapiMessage } from "./server-message.ts";

const parse = (message: unknown) => parseVapiMessage(Buffer.from(JSON.stringify({ message })));

describe("parseVapiMessage", () => {
  it.each([
    ["bytes that are no JSON", "not json"],
    ["an empty body", ""],
    ["JSON without a message", "{}"],
    ["a message without a type", '{"message":{}}'],
    ["a message with an empty type", '{"message":{"type":""}}'],
    ["a type that is no text", '{"message":{"type":7}}'],
    ["a list", "[]"],
    ["null", "null"],
  ])("refuses %s", (_what, body) => {
    expect(() => parseVapiMessage(Buffer.from(body))).toThrow(NotAVapiMessage);
  });

  it("takes a type that nobody knows, with members that nobody knows", () => {
    expect(parse({ type: "brand-new", sparkle: [1] })).toEqual({ type: "brand-new", sparkle: [1] });
  });

  it("reads the filter that VAPI writes into the type of a transcript", () => {
    expect(parse({ type: 'transcript[transcriptType="final"]' })).toMatchObject({
      type: "transcript",
      transcriptType: "final",
    });
    expect(parse({ type: "transcript[transcriptType=partial]", transcriptType: "final" }).transcriptType).toBe("final");
  });

  it("reads times as numbers and as ISO text", () => {
    const moment = Date.UTC(2026, 8, 2, 9, 40);
    expect(parse({ type: "hang", timestamp: moment }).timestamp).toBe(moment);
    expect(parse({ type: "hang", timestamp: "2026-09-02T09:40:00.000Z" }).timestamp).toBe(moment);
  });

  it.each([[-8.6e15], [8.6e15], [1_788_342_009], ["soon"], [null], [{}]])(
    "does not believe the time %j",
    (timestamp) => {
      expect(parse({ type: "hang", timestamp }).timestamp).toBeUndefined();
    },
  );

  it("drops odd members and keeps the rest", () => {
    const message = parse({
      type: "status-update",
      status: 7,
      endedReason: "customer-ended-call",
      call: { id: "c", customer: 5 },
    });
    expect(message).toMatchObject({ endedReason: "customer-ended-call", call: { id: "c" } });
    expect(message.status).toBeUndefined();
    expect(message.call?.customer).toBeUndefined();
  });

  it("does not take a call without a usable id", () => {
    for (const id of [undefined, "", 5, "x".repeat(201)])
      expect(parse({ type: "hang", call: { id } }).call).toBeUndefined();
  });

  it("cleans what Postgres would refuse, in texts and in names of members", () => {
    const body = String.raw`{"message":{"type":"end-of-call-report","endedReason":"a\u0000b","analysis":{"summary":"\ud83d!","structuredData":{"na\u0000me":"\udc00x","list":["\u0000"]}}}}`;
    const message = parseVapiMessage(Buffer.from(body));
    expect(message.endedReason).toBe("ab");
    expect(message.analysis).toEqual({ summary: "\ufffd!", structuredData: { name: "\ufffdx", list: [""] } });
  });

  it("reads invalid UTF-8 as text with replacement characters", () => {
    const body = Buffer.concat([
      Buffer.from('{"message":{"type":"hang","role":"'),
      Buffer.from([0xff]),
      Buffer.from('"}}'),
    ]);
    expect(parseVapiMessage(body).role).toBe("\ufffd");
  });
});
