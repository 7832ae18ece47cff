import type { TemplateVariable } from "@callflex/contracts/template";
import { expect, it } from "vitest";
import { parseForm } from "~/lib/parse-form.ts";
import { templateForm } from "./template-form.ts";

const variables: TemplateVariable[] = [
  { key: "companyName", label: "Company", type: "text", required: true },
  { key: "onCall", label: "On call", type: "phone", required: true },
];

function form(fields: Record<string, string>): FormData {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  return made;
}

const HALF = { name: "Front desk", "variableValues.companyName": "Acme", "variableValues.onCall": "" };

it("wants every answer of an assistant that takes calls", () => {
  for (const status of [{ status: "active" }, {}] as Record<string, string>[]) {
    expect(parseForm(form({ ...HALF, ...status }), templateForm(variables))).toMatchObject({
      status: "error",
      error: { "variableValues.onCall": ["On call is missing"] },
    });
  }
});

it("takes a draft as far as it got", () => {
  expect(parseForm(form({ ...HALF, status: "draft" }), templateForm(variables))).toMatchObject({
    status: "success",
    value: { status: "draft", name: "Front desk", variableValues: { companyName: "Acme" } },
  });
});

it("takes an assistant with all answers", () => {
  const whole = { ...HALF, status: "active", "variableValues.onCall": "(415) 555-0134" };
  expect(parseForm(form(whole), templateForm(variables))).toMatchObject({
    status: "success",
    value: { status: "active", variableValues: { companyName: "Acme", onCall: "+14155550134" } },
  });
});
