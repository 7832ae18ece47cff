import type { Vapi } from "@vapi-ai/server-sdk";
import { assistantLanguage } from "@callflex/contracts/template";
import { describe, expect, it } from "vitest";
import { callOverrides } from "./call-overrides.ts";
import { COUNTRIES } from "./countries.ts";
import { disclosureOf } from "./disclosure-of.ts";
import { openingWords } from "@callflex/contracts/opening-words";
import { suggestDisclosure, type NumberPlace } from "./suggest-disclosure.ts";
import { US_STATES, usStateOf } from "./us-states.ts";

function place(values: Partial<NumberPlace>): NumberPlace {
  return { e164: "+12125550100", country: "US", region: null, tollFree: false, ...values };
}

const AI = "You are speaking with an AI assistant.";
const RECORDED = "This call may be recorded.";
const both = { aiDisclosure: AI, recordingNotice: RECORDED, recording: true };
const off = { ...both, recording: false };

describe("suggestDisclosure", () => {
  it.each<[string, Partial<NumberPlace>, { ai: boolean; required: boolean; place: string }]>([
    [
      "California by its region",
      { region: "CA", e164: "+12125550100" },
      { ai: true, required: true, place: "California" },
    ],
    ["California by its area code", { e164: "+14155550100" }, { ai: true, required: true, place: "California" }],
    ["Florida", { e164: "+13055550100" }, { ai: false, required: true, place: "Florida" }],
    ["Utah", { e164: "+18015550100" }, { ai: true, required: false, place: "Utah" }],
    ["New York", {}, { ai: false, required: false, place: "the United States" }],
    [
      "a region without rules of its own, whatever the area code",
      { region: "NY", e164: "+14155550100" },
      { ai: false, required: false, place: "the United States" },
    ],
    [
      "a toll-free number",
      { tollFree: true, e164: "+18005550100" },
      { ai: false, required: false, place: "the United States" },
    ],
    ["Germany", { country: "DE", e164: "+4930123456" }, { ai: true, required: true, place: "Germany" }],
    ["France", { country: "FR", e164: "+33123456789" }, { ai: true, required: true, place: "France" }],
    [
      "the United Kingdom",
      { country: "GB", e164: "+442071234567" },
      { ai: false, required: true, place: "the United Kingdom" },
    ],
    [
      "a country that we know nothing of",
      { country: "JP", e164: "+81312345678" },
      { ai: false, required: false, place: "this country" },
    ],
  ])("knows %s", (_where, values, expected) => {
    const suggestion = suggestDisclosure(place(values), "en");
    expect(suggestion).toMatchObject({
      place: expected.place,
      aiDisclosureRequired: expected.ai,
      recordingNoticeRequired: expected.required,
      disclosure: { aiDisclosure: expected.ai ? AI : null, recordingNotice: RECORDED, recording: true },
    });
    for (const reason of suggestion.reasons) expect(reason).toMatch(/^[A-Z].*\.$/);
  });

  it("speaks the assistant's language", () => {
    const texts = assistantLanguage.options.map(
      (language) => suggestDisclosure(place({ region: "CA" }), language).disclosure.aiDisclosure,
    );
    expect(new Set(texts).size).toBe(assistantLanguage.options.length);
  });

  it("gives each area code to one state, and names each member of the EU", () => {
    const codes = Object.values(US_STATES).flatMap((state) => state.areaCodes);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(String(code)).toMatch(/^[2-9]\d\d$/);
    expect(Object.values(COUNTRIES).filter((country) => country.aiDisclosure).length).toBe(27);
    expect(usStateOf({ e164: "+442071234567", region: null })).toBeNull();
  });
});

describe("disclosureOf", () => {
  it("is the suggestion until something is chosen", () => {
    expect(disclosureOf({}, place({ region: "CA" }), "en")).toEqual(both);
    const chosen = { aiDisclosure: null, recordingNotice: null, recording: false };
    expect(disclosureOf(chosen, place({ region: "CA" }), "en")).toEqual(chosen);
  });
});

describe("openingWords", () => {
  const own = "Thank you for calling Acme. This call may be recorded. How can I help?";

  it("say the notices first, and that of the recording once", () => {
    expect(openingWords(both, own)).toBe(`${AI} ${RECORDED} Thank you for calling Acme. How can I help?`);
    expect(openingWords({ ...both, aiDisclosure: null }, "Hello!")).toBe(`${RECORDED} Hello!`);
  });

  it("don't speak of a recording where nothing is recorded", () => {
    expect(openingWords(off, own)).toBe(`${AI} Thank you for calling Acme. How can I help?`);
  });

  it("are the assistant's own where the number says nothing", () => {
    expect(openingWords({ aiDisclosure: null, recordingNotice: null, recording: true }, own)).toBe(own);
    expect(openingWords(both, "")).toBe(`${AI} ${RECORDED}`);
  });
});

describe("callOverrides", () => {
  it("fit the SDK's own type, and leave alone what they don't change", () => {
    const overrides: Vapi.AssistantOverrides = callOverrides(both, "Hello!");
    expect(overrides).toEqual({ firstMessage: `${AI} ${RECORDED} Hello!` });
    expect(callOverrides({ aiDisclosure: null, recordingNotice: null, recording: true }, "Hello!")).toEqual({});
  });

  it("switch recording and transcript off together", () => {
    const { artifactPlan, serverMessages } = callOverrides(off, "Hello!");
    expect(artifactPlan).toEqual({ recordingEnabled: false, transcriptPlan: { enabled: false } });
    expect(serverMessages).toContain("end-of-call-report");
    expect(serverMessages!.join()).not.toContain("transcript");
  });
});
