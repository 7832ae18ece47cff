import { describe, expect, it } from "vitest";
import type { JsonSchema } from "./json-schema.ts";
import { readMoment } from "./read-moment.ts";
import { readValue } from "./read-value.ts";

const now = new Date("2026-09-02T12:00:00Z"); // a Wednesday

function read(text: string, name: string, schema: JsonSchema, asked = true): unknown {
  return readValue(text, name, schema, { asked, callerNumber: "+12125550100", now });
}

describe("a value", () => {
  it.each<[string, string, JsonSchema, unknown]>([
    ["It's 415 555 0142", "phone", { type: "string" }, "+14155550142"],
    ["+44 20 7946 0000", "callbackNumber", { type: "string" }, "+442079460000"],
    ["just use this number", "phone", { type: "string" }, "+12125550100"],
    ["my name is Ada Lovelace", "callerName", { type: "string" }, "Ada Lovelace"],
    ["tom at example dot com", "email", { type: "string", format: "email" }, "tom@example.com"],
    ["a party of four", "guests", { type: "integer" }, 4],
    ["very urgent", "priority", { type: "string", enum: ["normal", "urgent"] }, "urgent"],
    ["yes, that's right", "confirmed", { type: "boolean" }, true],
    ["oh no", "confirmed", { type: "boolean" }, false],
    ["milk, eggs and bread", "items", { type: "array", items: { type: "string" } }, ["milk", "eggs", "bread"]],
    ["Friday at 9:15 am, please", "startsAt", { type: "string", format: "date-time" }, "2026-09-04T09:15:00.000Z"],
    ["tomorrow", "day", { type: "string", format: "date" }, "2026-09-03"],
  ])("is read from %j for %s", (text, name, schema, expected) => {
    expect(read(text, name, schema)).toEqual(expected);
  });

  it.each<[string, string, JsonSchema]>([
    ["I have none", "phone", { type: "string" }],
    ["many", "guests", { type: "integer" }],
    ["thirteen hundred", "guests", { type: "integer", maximum: 12 }],
    ["maybe", "confirmed", { type: "boolean" }],
    ["soon", "startsAt", { type: "string", format: "date-time" }],
    ["ab", "code", { type: "string", minLength: 3 }],
    ["purple", "colour", { type: "string", enum: ["red", "green"] }],
  ])("is not made up from %j for %s", (text, name, schema) => {
    expect(read(text, name, schema)).toBeUndefined();
  });

  it("is only taken unasked when it is certain", () => {
    expect(read("This is Tom Reyes, hello", "name", { type: "string" }, false)).toBe("Tom Reyes");
    expect(read("I need help", "name", { type: "string" }, false)).toBeUndefined();
    expect(read("I need help", "reason", { type: "string" }, false)).toBeUndefined();
  });
});

describe("a moment", () => {
  it.each([
    ["today at noon", "2026-09-02T12:00:00.000Z"],
    ["in 20 minutes", "2026-09-02T12:20:00.000Z"],
    ["wednesday at 4", "2026-09-09T16:00:00.000Z"],
    ["March 5 at 10:30", "2027-03-05T10:30:00.000Z"],
    ["tomorrow morning", "2026-09-03T09:00:00.000Z"],
    ["at 9 am", "2026-09-03T09:00:00.000Z"],
    ["2026-09-10T08:00:00Z", "2026-09-10T08:00:00.000Z"],
  ])("%j is %s", (said, expected) => {
    expect(readMoment(said, now)?.at.toISOString()).toBe(expected);
  });

  it("is not read from a greeting or from nonsense", () => {
    expect(readMoment("good morning, my name is Ann", now)).toBeUndefined();
    expect(readMoment("2026-13-45", now)).toBeUndefined();
  });
});
