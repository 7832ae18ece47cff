import type { TemplateVariable } from "@callflex/contracts/template";
import { describe, expect, it } from "vitest";
import { parseForm } from "./parse-form.ts";
import { answersForm, answersInput, answersOf, knownAnswers } from "./variable-answers.ts";

const variables: TemplateVariable[] = [
  { key: "companyName", label: "Company", type: "text", required: true },
  { key: "fees", label: "Fees", type: "textarea", required: false },
  { key: "onCall", label: "On call", type: "phone", required: true },
  { key: "mail", label: "Mail", type: "email", required: false },
  { key: "hours", label: "Hours", type: "hours", required: true },
  { key: "tone", label: "Tone", type: "select", required: true, options: ["warm", "brief"] },
  { key: "services", label: "Services", type: "multiselect", required: true, options: ["Moving", "Storage"] },
];
const FILLED = [
  ["companyName", "Acme"],
  ["fees", ""],
  ["onCall", "(415) 555-0134"],
  ["mail", ""],
  ["hours.friday[0].opens", "18:00"],
  ["hours.friday[0].closes", "00:00"],
  ["tone", "brief"],
  ["services", "Moving"],
] as const;

function form(change: Record<string, string> = {}): FormData {
  const made = new FormData();
  for (const [name, value] of FILLED) made.append(name, change[name] ?? value);
  return made;
}

describe("a form of a template's questions", () => {
  it("reads what people type, and leaves out what they leave empty", () => {
    const submission = parseForm(form(), answersForm(variables));
    if (submission.status !== "success") throw new Error(JSON.stringify(submission.error));
    expect(submission.value).toEqual({
      companyName: "Acme",
      onCall: "+14155550134",
      hours: expect.objectContaining({ friday: [{ opens: "18:00", closes: "24:00" }], monday: [] }) as unknown,
      tone: "brief",
      services: ["Moving"],
    });
    expect(answersInput(variables, submission.value)).toMatchObject({
      hours: { friday: [{ opens: "18:00", closes: "00:00" }] },
    });
  });

  it("says what is missing by the question's own name", () => {
    const made = form({ companyName: " ", onCall: "", tone: "" });
    made.delete("services");
    expect(parseForm(made, answersForm(variables))).toMatchObject({
      status: "error",
      error: {
        companyName: ["Company is missing"],
        onCall: ["On call is missing"],
        tone: ["Tone is missing"],
        services: ["Services is missing"],
      },
    });
  });

  it("wants hours where hours are required", () => {
    const made = form();
    made.delete("hours.friday[0].opens");
    made.delete("hours.friday[0].closes");
    expect(parseForm(made, answersForm(variables))).toMatchObject({ error: { hours: ["Hours is missing"] } });
  });
});

it("reads fields for a preview before they are right", () => {
  expect(answersOf(variables, { companyName: "Ac", onCall: "4", tone: "", services: "Storage" })).toEqual({
    companyName: "Ac",
    onCall: "4",
    hours: {},
    services: ["Storage"],
  });
});

it("answers what is known before anybody is asked", () => {
  const monday = [{ opens: "09:00", closes: "17:00" }];
  expect(knownAnswers(variables, { name: "Acme", hours: { monday } })).toEqual({
    companyName: "Acme",
    hours: { monday },
  });
  expect(knownAnswers(variables, { name: "Acme", hours: { monday: [] } })).toEqual({ companyName: "Acme" });
});
