import { expect, it } from "vitest";
import { outlineOf } from "./outline.ts";
import { vapiAssistantConfig } from "./vapi-config.ts";

const config = vapiAssistantConfig({
  id: "01938c5e-6c1d-7f2a-9c3e-1a2b3c4d5e6f",
  organizationId: "01938c5e-0000-7f2a-9c3e-1a2b3c4d5e6f",
  timezone: "America/Chicago",
  knowledge: [],
  content: {
    name: "Front desk",
    language: "es",
    firstMessage: "Hello.",
    personality: "",
    prompt: "You answer the phone.",
    variables: [],
    variableValues: {},
    functions: [{ type: "takeMessage", when: "Take a message for the team." }],
    capabilities: { transferDestinations: [], messageFields: [], callbackHours: null },
    voice: { provider: "vapi", voiceId: "Paige", label: "Paige" },
  },
});

it("says what callers hear without a word of the provider's", () => {
  const outline = outlineOf(config);
  expect(outline).toContain("Voice: Paige, friendly\nLanguage: Spanish");
  expect(outline).toContain("Take messages: Take a message for the team.");
  expect(outline).toContain("the moment of the call");
  expect(outline).not.toMatch(/\{\{|vapi/i);
});

it("is the same for a configuration whose names have another order", () => {
  const [tool, ...more] = config.model.tools;
  if (!tool || !("function" in tool)) throw new Error("the first tool is a function");
  const properties = Object.fromEntries(Object.entries(tool.function.parameters.properties).toReversed());
  const turned = { ...tool, function: { ...tool.function, parameters: { ...tool.function.parameters, properties } } };
  expect(outlineOf({ ...config, model: { ...config.model, tools: [turned, ...more] } })).toBe(outlineOf(config));
});
