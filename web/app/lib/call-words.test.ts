import { callOutcomes } from "@callflex/contracts/enums";
import { describe, expect, it } from "vitest";
import { callerTitle, endedReasonInWords, whatHappened } from "./call-words.ts";
import { detailLines } from "./detail-lines.ts";

describe("callerTitle", () => {
  it("prefers the name, then the number", () => {
    expect(callerTitle({ callerName: "Tom", callerNumber: "+14155550134" })).toBe("Tom");
    expect(callerTitle({ callerName: null, callerNumber: "+14155550134" })).toBe("(415) 555-0134");
    expect(callerTitle({ callerName: null, callerNumber: null })).toBe("Unknown caller");
    expect(callerTitle({ callerName: null, callerNumber: null, direction: "web" })).toBe("Somebody in the browser");
  });
});

describe("whatHappened", () => {
  it("is the summary where there is one", () => {
    expect(whatHappened({ status: "ended", outcome: "message", summary: "Asked for Dana." })).toBe("Asked for Dana.");
  });

  it("has a sentence of its own for every outcome", () => {
    const sentences = callOutcomes.map((outcome) => whatHappened({ status: "ended", outcome, summary: null }));
    expect(new Set(sentences).size).toBe(callOutcomes.length);
  });

  it("tells what is going on while a call runs", () => {
    expect(whatHappened({ status: "ringing", outcome: null, summary: null })).toBe("The phone is ringing.");
  });
});

describe("endedReasonInWords", () => {
  it.each([
    ["customer-ended-call", "The caller hung up"],
    ["call.in-progress.error-vapifault-worker-died", "A fault at the voice service ended the call"],
    ["pipeline-error-openai-llm-failed", "A fault at the voice service ended the call"],
    ["call.forwarding.something-new", "Putting the caller through did not work"],
    ["some-new.reason", "Some new reason"],
  ])("%s: %s", (reason, words) => expect(endedReasonInWords(reason)).toBe(words));
});

describe("detailLines", () => {
  it("reads like a note", () => {
    expect(
      detailLines({ driverName: "Tom", urgent: true, callbackNumber: "", spokenAt_home: "no", tries: 2, none: null }),
    ).toEqual([
      ["Driver", "Tom"],
      ["Urgent", "Yes"],
      ["Spoken at home", "no"],
      ["Tries", "2"],
    ]);
  });
});
