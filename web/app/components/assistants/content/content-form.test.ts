import type { AssistantContent } from "@callflex/contracts/assistant";
import { describe, expect, it } from "vitest";
import { parseForm } from "~/lib/parse-form.ts";
import { contentForm } from "./content-form.ts";
import { contentInput } from "./content-input.ts";

const content: AssistantContent = {
  name: "Front desk",
  language: "en",
  firstMessage: "Thank you for calling {{companyName}}.",
  personality: "Warm.",
  prompt: "You answer for {{companyName}}.",
  variables: [{ key: "companyName", label: "Company", type: "text", required: true }],
  variableValues: { companyName: "Acme" },
  functions: [{ type: "takeMessage", when: "Take a message for the team." }],
  capabilities: {
    transferDestinations: [
      { name: "Ada", number: "+14155550134" },
      { name: "Ben", number: "+14155550135", department: "Billing" },
    ],
    messageFields: [{ label: "Policy number", required: true }],
    callbackHours: {
      monday: [{ opens: "09:00", closes: "24:00" }],
      tuesday: [],
      wednesday: [],
      thursday: [],
      friday: [],
      saturday: [],
      sunday: [],
    },
  },
  voice: { provider: "vapi", voiceId: "Paige", label: "Paige, friendly" },
};
const ALL = Object.keys(content) as (keyof AssistantContent)[];

/** Fills a form as the page does: one field for each plain value, named by its place. */
function filled(value: unknown, name = "", form = new FormData()): FormData {
  if (Array.isArray(value)) value.forEach((one, index) => filled(one, `${name}[${index}]`, form));
  else if (typeof value === "object" && value !== null) {
    for (const [key, one] of Object.entries(value)) filled(one, name ? `${name}.${key}` : key, form);
  } else if (typeof value === "string") form.append(name, value);
  return form;
}

function sent(change: Record<string, string | null> = {}, given = content) {
  const form = filled(contentInput(given));
  for (const [name, value] of Object.entries(change)) {
    if (value === null) form.delete(`content.${name}`);
    else form.set(`content.${name}`, value);
  }
  return form;
}

describe("an assistant's content as a form", () => {
  it("comes back as it went out", () => {
    expect(parseForm(sent(), contentForm(ALL, [], { complete: true }))).toMatchObject({
      status: "success",
      value: { content },
    });
  });

  it("switches functions on and off, and wants to know when", () => {
    const changed = sent({ "functions[0].on": null, "functions[1].on": "on", "functions[1].when": "now" });
    expect(parseForm(changed, contentForm(ALL, [], { complete: true }))).toMatchObject({
      error: { "content.functions[1].when": ["Say when, in a few words"] },
    });
    changed.set("content.functions[1].when", "Schedule one when nobody is there.");
    expect(parseForm(changed, contentForm(ALL, [], { complete: true }))).toMatchObject({
      value: { content: { functions: [{ type: "scheduleCallback", when: "Schedule one when nobody is there." }] } },
    });
  });

  it("reads numbers as people type them, and says which is wrong", () => {
    const numbers = { "capabilities.transferDestinations[0].number": "(415) 555-0199" };
    expect(parseForm(sent(numbers), contentForm(ALL, [], { complete: true }))).toMatchObject({
      value: { content: { capabilities: { transferDestinations: [{ number: "+14155550199" }, { name: "Ben" }] } } },
    });
    const wrong = { "capabilities.transferDestinations[1].number": "555" };
    expect(parseForm(sent(wrong), contentForm(ALL, [], { complete: true }))).toMatchObject({
      error: { "content.capabilities.transferDestinations[1].number": [expect.stringContaining("E.164")] },
    });
  });

  it("takes callbacks at any time where no hours are set", () => {
    const anyTime = sent({ "capabilities.limited": null });
    expect(parseForm(anyTime, contentForm(ALL, [], { complete: true }))).toMatchObject({
      value: { content: { capabilities: { callbackHours: null } } },
    });
  });

  it("wants all answers of an assistant that takes calls, and none of a draft", () => {
    const without = { "variableValues.companyName": "" };
    expect(parseForm(sent(without), contentForm(ALL, [], { complete: true }))).toMatchObject({
      error: { "content.variableValues.companyName": ["Company is missing"] },
    });
    expect(parseForm(sent(without), contentForm(ALL, [], { complete: false })).status).toBe("success");
  });

  it("sends the parts alone that it shows, and leaves a voice that isn't in the catalogue as it is", () => {
    const voice = { provider: "11labs" as const, voiceId: "custom", label: "Our own" };
    const schema = contentForm(["name", "voice"], content.variables, { complete: true });
    const submission = parseForm(sent({}, { ...content, voice }), schema);
    if (submission.status !== "success") throw new Error(JSON.stringify(submission.error));
    expect(submission.value).toEqual({ content: { name: "Front desk" } });
  });
});
