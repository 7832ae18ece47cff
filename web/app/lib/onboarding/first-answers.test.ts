import type { TemplateVariable } from "@callflex/contracts/template";
import { describe, expect, it } from "vitest";
import { firstAnswers, namedDestination, namedPhone } from "./first-answers.ts";

const variables: TemplateVariable[] = [
  { key: "companyName", label: "Company name", type: "text", required: true },
  { key: "openingHours", label: "Opening hours", type: "hours", required: true },
  { key: "tone", label: "Tone", type: "select", required: true, options: ["warm", "brisk"] },
  { key: "trade", label: "Trade", type: "select", required: true, options: ["plumbing", "heating"] },
  { key: "onCallNumber", label: "On call", type: "phone", required: true },
];
const closed = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };

describe("firstAnswers", () => {
  it("begins with the business's name, a working week and the first tone; the rest is asked", () => {
    const answers = firstAnswers(variables, { name: "Ridgeline", hours: closed });
    expect(answers).toMatchObject({ companyName: "Ridgeline", tone: "warm" });
    expect(answers.openingHours).toMatchObject({ monday: [{ opens: "09:00", closes: "17:00" }], sunday: [] });
    expect(Object.keys(answers).toSorted()).toEqual(["companyName", "openingHours", "tone"]);
  });

  it("takes the business's own hours where it set some", () => {
    const hours = { ...closed, saturday: [{ opens: "10:00", closes: "12:00" }] };
    expect(firstAnswers(variables, { name: "Ridgeline", hours }).openingHours).toEqual(hours);
  });
});

it("finds the person's telephone that was named", () => {
  expect(namedPhone(variables, { onCallNumber: "+14155550134" })).toBe("+14155550134");
  expect(namedPhone(variables, { onCallNumber: "later" })).toBeNull();
  expect(namedPhone([], {})).toBeNull();
});

describe("namedDestination", () => {
  const phone = (key: string, label: string): TemplateVariable => ({ key, label, type: "phone", required: true });
  const number = "+14155550134";
  it.each<[TemplateVariable, Record<string, string>, string]>([
    [phone("onCallNumber", "Number of the on-call technician"), {}, "On-call technician"],
    [phone("managerNumber", "Number of that person"), { managerName: "Ada Quinn" }, "Ada Quinn"],
    [phone("hostNumber", "Host stand"), {}, "Host stand"],
  ])("%j with %j: %s", (variable, values, name) =>
    expect(namedDestination([variable], { [variable.key]: number, ...values })).toEqual({ name, number }),
  );

  it("is nobody where no telephone was named", () => {
    expect(namedDestination(variables, {})).toBeNull();
  });
});
