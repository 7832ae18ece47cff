import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { referenceOf, referenceOfRound } from "./reference.ts";
import { linesOf, titleOf, type NotificationFacts } from "./render-facts.ts";
import { renderSms } from "./render-sms.ts";

const link = "https://app.callflex.example/calls/0199f3a1-7c1e-7d7a-9a55-0f3c5c1b2a11";
const facts: NotificationFacts = {
  kind: "message",
  organizationName: "Bright & Spark",
  timezone: "America/New_York",
  locale: "en-US",
  calledAt: new Date("2026-09-02T14:05:00Z"),
  callerName: "Jane Roe",
  callerNumber: "+14155550134",
  subject: "The heating in unit 4 is out, please call before noon",
  details: { message: "The heating in unit 4 is out,\nplease call before noon", urgent: true },
};

describe("the facts", () => {
  test("tell who called, what they said, and when in the organization's time zone", () => {
    expect(titleOf(facts)).toBe("New message from Jane Roe (+14155550134)");
    expect(linesOf(facts)).toEqual([
      { label: "Caller", value: "Jane Roe (+14155550134)" },
      { label: "Message", value: "The heating in unit 4 is out,\nplease call before noon" },
      { label: "Urgent", value: "Yes" },
      { label: "Called", value: expect.stringMatching(/^Sep 2, 2026, 10:05\sAM \(America\/New_York\)$/) as unknown },
    ]);
  });

  test("of a missed call from nobody known are still told", () => {
    const unknown = { ...facts, kind: "missed_call" as const, callerName: null, callerNumber: null, details: {} };
    expect(titleOf(unknown)).toBe("Missed call from an unknown caller");
    expect(linesOf(unknown).map(({ label }) => label)).toEqual(["Caller", "Called"]);
  });
});

describe("the text message", () => {
  test("carries caller, words, link and reference in one segment", () => {
    const body = renderSms(facts, "https://callflex.example/calls/1", "K3F9X");
    expect(body).toBe(
      "Message from Jane Roe (+14155550134): URGENT The heating in unit 4 is out, please call before noon https://callflex.example/calls/1 #K3F9X",
    );
    expect(body.length).toBeLessThanOrEqual(160);
  });

  test("shortens the words first and keeps link and reference whole", () => {
    const body = renderSms({ ...facts, subject: "word ".repeat(60) }, link, "K3F9X");
    expect(body).toMatch(/^Message from Jane Roe \(\+14155550134\): URGENT word .*\.\.\. https/);
    expect(body.endsWith(`${link} #K3F9X`)).toBe(true);
    expect(body.length).toBeLessThanOrEqual(160);
    expect(body.length).toBeGreaterThan(150);
  });

  test("typographic quotes and dashes don't cost a second segment", () => {
    const body = renderSms({ ...facts, subject: "“It’s broken” – again…" }, "https://c.example/1", "K3F9X");
    expect(body).toContain('URGENT "It\'s broken" - again...');
  });

  test("the time of a callback is told", () => {
    const callback = {
      ...facts,
      kind: "callback" as const,
      subject: "Quote",
      details: { preferredTime: "Friday 3 pm" },
    };
    expect(renderSms(callback, null, "K3F9X")).toBe("Call back Jane Roe (+14155550134): Friday 3 pm: Quote #K3F9X");
  });

  test("whatever callers say, it fits two segments at most and ends with the reference", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 200 });
    fc.assert(
      fc.property(text, text, fc.constantFrom("message", "callback", "callout", "missed_call"), (name, words, kind) => {
        const body = renderSms({ ...facts, kind, callerName: name, subject: words }, link, "K3F9X-2");
        expect(body.endsWith(`${link} #K3F9X-2`)).toBe(true);
        expect(body.length).toBeLessThanOrEqual(160);
        if (/[\u0400-\u04FF\u4E00-\u9FFF]/.test(body)) expect(body.length).toBeLessThanOrEqual(134);
      }),
    );
  });
});

describe("the reference", () => {
  test("is short, readable, and the same each time", () => {
    const id = "0199f3a1-7c1e-7d7a-9a55-0f3c5c1b2a11";
    expect(referenceOf(id)).toMatch(/^[2-9A-HJ-NP-Z]{5}$/);
    expect(referenceOf(id)).toBe(referenceOf(id));
  });

  test("differs from round to round", () => {
    expect(referenceOfRound("K3F9X", 0)).toBe("K3F9X");
    expect(referenceOfRound("K3F9X", 1)).toBe("K3F9X-2");
  });
});
