import type { Template } from "@callflex/contracts/template";
import { describe, expect, it } from "vitest";
import { destinationsOfAnswers } from "./destinations-of-answers.ts";

const template: Pick<Template, "variables" | "functions"> = {
  variables: [
    { key: "companyName", label: "Company name", type: "text", required: true },
    { key: "onCall", label: "Number of the on-call technician", type: "phone", required: true },
    { key: "dispatch", label: "Dispatch", type: "phone", required: false },
  ],
  functions: [{ type: "transferCall", when: "Put the caller through to a person." }],
};

describe("destinationsOfAnswers", () => {
  it("puts callers through to the people behind the numbers, in the order of the questions", () => {
    expect(destinationsOfAnswers(template, { dispatch: "+14155550135", onCall: "+14155550134" })).toEqual([
      { name: "On-call technician", number: "+14155550134" },
      { name: "Dispatch", number: "+14155550135" },
    ]);
  });

  it("leaves out what is missing or no number", () => {
    expect(destinationsOfAnswers(template, { companyName: "+14155550133", onCall: "555" })).toEqual([]);
  });

  it("has nobody where nobody is put through", () => {
    expect(destinationsOfAnswers({ ...template, functions: [] }, { onCall: "+14155550134" })).toEqual([]);
  });
});
