import { describe, expect, it } from "vitest";
import { placeholdersIn, template, variableValues, type Template, type TemplateVariable } from "./template.ts";

const variables: TemplateVariable[] = [
  { key: "companyName", label: "Company", type: "text", required: true },
  { key: "rules", label: "Rules", type: "textarea", required: false },
  { key: "dispatchNumber", label: "Dispatch", type: "phone", required: true },
  { key: "mail", label: "Mail", type: "email", required: false },
  { key: "openingHours", label: "Hours", type: "hours", required: true },
  { key: "tone", label: "Tone", type: "select", required: true, options: ["Friendly", "Formal"] },
  { key: "services", label: "Services", type: "multiselect", required: true, options: ["Freight", "Moving"] },
];
const values = {
  companyName: "Acme",
  dispatchNumber: "+14155550100",
  openingHours: { monday: [{ opens: "08:00", closes: "18:00" }] },
  tone: "Formal",
  services: ["Moving"],
};

describe("variableValues", () => {
  const schema = variableValues(variables);

  it("takes complete answers, with days that aren't named as closed", () => {
    expect(schema.parse(values)).toMatchObject({ openingHours: { sunday: [] } });
  });

  it.each([
    ["a missing required answer", { companyName: undefined }],
    ["an empty required answer", { companyName: "  " }],
    ["a number that can't be dialled", { dispatchNumber: "555-0100" }],
    ["a wrong address", { mail: "nobody" }],
    ["a day that closes before it opens", { openingHours: { monday: [{ opens: "18:00", closes: "08:00" }] } }],
    ["an option that isn't offered", { tone: "Rude" }],
    ["no option where one is required", { services: [] }],
    ["an answer to no question", { shoeSize: "44" }],
  ])("refuses %s", (_name, change) => {
    expect(schema.safeParse({ ...values, ...change }).success).toBe(false);
  });
});

describe("template", () => {
  const valid: Template = {
    slug: "test-desk",
    industrySlug: "general",
    name: "Test desk",
    description: "Answers.",
    prompt: `You answer for {{companyName}}. ${"Be kind. ".repeat(30)}`,
    firstMessage: "Thank you for calling {{ companyName }}.",
    variables,
    functions: [{ type: "takeMessage", when: "Take a message for the team." }],
    voice: { provider: "vapi", voiceId: "Paige", label: "Paige" },
    sampleConversation: [
      { speaker: "assistant", text: "Hello" },
      { speaker: "caller", text: "A message, please" },
      { speaker: "assistant", text: "Noted", action: "takeMessage" },
      { speaker: "caller", text: "Bye" },
    ],
  };
  const problems = (change: Partial<Template>) =>
    template.safeParse({ ...valid, ...change }).error?.issues.map((issue) => issue.message);

  it("names what the prompt uses and nobody asks for", () => {
    expect(problems({})).toBeUndefined();
    expect(problems({ firstMessage: "Hello from {{city}}." })).toEqual(["{{city}} is no variable of the template"]);
  });

  it("refuses a key twice and an action that isn't offered", () => {
    expect(problems({ variables: [...variables, variables[0]!] })).toEqual(["two variables have the same key"]);
    expect(problems({ functions: [] })).toEqual(["takeMessage is no function of the template"]);
    const [offer] = valid.functions;
    expect(problems({ functions: [offer!, offer!] })).toEqual(["a function is offered twice"]);
    const asCaller = valid.sampleConversation.map((turn) =>
      turn.action ? { ...turn, speaker: "caller" as const } : turn,
    );
    expect(problems({ sampleConversation: asCaller })).toEqual(["a caller can't call takeMessage"]);
  });
});

it("placeholdersIn finds each name once", () => {
  expect(placeholdersIn('{{a}} {{ b }} {{a}} {c} {{"now" | date}}')).toEqual(["a", "b"]);
});
