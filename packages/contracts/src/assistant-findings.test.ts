import { describe, expect, it } from "vitest";
import type { AssistantContent } from "./assistant.ts";
import { assistantFindingsOf, LONGEST_COMPILED_PROMPT, type FindingsFacts } from "./assistant-findings.ts";

const content: AssistantContent = {
  name: "Receptionist",
  language: "en",
  firstMessage: "Hello, this is {{companyName}}.",
  personality: "",
  prompt: "You answer the phone of {{companyName}}. Find out what the caller wants, and take a message for the team.",
  variables: [
    { type: "text", key: "companyName", label: "Company", required: true },
    { type: "phone", key: "mobile", label: "Mobile", required: false },
  ],
  variableValues: { companyName: "Hill Plumbing" },
  functions: [{ type: "takeMessage", when: "Take a message once you have it in full." }],
  capabilities: { transferDestinations: [], messageFields: [], callbackHours: null },
  voice: { provider: "vapi", voiceId: "Elliot", label: "Elliot" },
};
const facts: FindingsFacts = {
  organizationDestinations: 0,
  ownNumbers: ["+14155550100"],
  uncallable: { "+14155550111": null, "+19005550123": "a premium-rate number" },
  compiledLength: 1_000,
  knowledgeLeftOut: [],
};

function found(change: Partial<AssistantContent> = {}, other: Partial<FindingsFacts> = {}) {
  const { faults, warnings } = assistantFindingsOf({ ...content, ...change }, { ...facts, ...other });
  const places = (findings: { pointer: string }[]) => findings.map(({ pointer }) => pointer);
  return { faults: places(faults), warnings: places(warnings) };
}
const transferCall = { type: "transferCall", when: "Put the caller through to a person." } as const;
const ann = { name: "Ann", number: "+14155550111" };
const reaching = (...transferDestinations: { name: string; number: string }[]) => ({
  capabilities: { ...content.capabilities, transferDestinations },
});

describe("assistantFindingsOf", () => {
  it("has nothing to say of a complete assistant", () => {
    expect(found()).toEqual({ faults: [], warnings: [] });
  });

  it.each<[string, Partial<AssistantContent>, string[]]>([
    ["an unknown variable", { prompt: `${content.prompt} {{owner}}` }, ["/prompt"]],
    ["braces that are no variable", { firstMessage: "Hello {{company name}}, {% if x %}" }, ["/firstMessage"]],
    ["an unclosed variable", { personality: "Warm {{companyName" }, ["/personality"]],
    ["a required answer that is missing", { variableValues: {} }, ["/variableValues/companyName"]],
    ["an answer of blanks", { variableValues: { companyName: "  " } }, ["/variableValues/companyName"]],
    [
      "an answer of the wrong form",
      { variableValues: { companyName: "Hill", mobile: "call me" } },
      ["/variableValues/mobile"],
    ],
    ["a greeting that would say “not given”", { firstMessage: "Call {{mobile}}." }, ["/variableValues/mobile"]],
    ["nothing to say and nothing to do", { firstMessage: "", prompt: "" }, ["/firstMessage", "/prompt"]],
    [
      "transfers to nobody",
      { functions: [transferCall, ...content.functions] },
      ["/capabilities/transferDestinations"],
    ],
    [
      "a transfer that comes back",
      { functions: [transferCall, ...content.functions], ...reaching(ann, { name: "Desk", number: "+14155550100" }) },
      ["/capabilities/transferDestinations/1/number"],
    ],
    [
      "a transfer to a premium-rate number",
      { functions: [transferCall, ...content.functions], ...reaching({ name: "Bob", number: "+19005550123" }, ann) },
      ["/capabilities/transferDestinations/0/number"],
    ],
  ])("keeps from going live: %s", (_what, change, pointers) => {
    expect(found(change).faults).toEqual(pointers);
  });

  it("lets the organization's people take transfers", () => {
    const change = { functions: [transferCall, ...content.functions] };
    expect(found(change, { organizationDestinations: 1 }).faults).toEqual([]);
    expect(found({ ...change, ...reaching(ann) }).faults).toEqual([]);
  });

  it("measures all that the model reads", () => {
    expect(found({}, { compiledLength: LONGEST_COMPILED_PROMPT })).toEqual({ faults: [], warnings: ["/prompt"] });
    expect(found({}, { compiledLength: LONGEST_COMPILED_PROMPT + 1 })).toEqual({ faults: ["/prompt"], warnings: [] });
    expect(found({}, { compiledLength: null }).faults).toEqual([]);
  });

  it("measures the greeting as it is spoken", () => {
    const change = { firstMessage: "{{companyName}} ".repeat(20), variableValues: { companyName: "x".repeat(90) } };
    expect(found(change).faults).toEqual(["/firstMessage"]);
  });

  it.each<[string, Partial<AssistantContent>, string[]]>([
    ["no message can be taken", { functions: [] }, ["/functions"]],
    [
      "settings that nothing uses",
      {
        functions: [],
        capabilities: {
          transferDestinations: [ann],
          messageFields: [{ label: "Address", required: true }],
          callbackHours: { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] },
        },
      },
      [
        "/functions",
        "/capabilities/messageFields",
        "/capabilities/callbackHours",
        "/capabilities/transferDestinations",
      ],
    ],
    ["a long greeting", { firstMessage: "Hello. ".repeat(50) }, ["/firstMessage"]],
    ["hardly any instructions", { prompt: "Answer." }, ["/prompt"]],
  ])("warns: %s", (_what, change, pointers) => {
    expect(found(change)).toEqual({ faults: [], warnings: pointers });
  });

  it("names knowledge that has no room", () => {
    const { warnings } = assistantFindingsOf(content, { ...facts, knowledgeLeftOut: ["Prices"] });
    expect(warnings).toEqual([{ pointer: "", message: expect.stringContaining("“Prices”") as unknown }]);
  });
});
