import { describe, expect, it } from "vitest";
import { readContent } from "./assistant-content.ts";
import { configDrift, echoOf } from "./config-drift.ts";
import { vapiAssistantConfig } from "./vapi-config.ts";

const ours = vapiAssistantConfig({
  id: "01938c5e-6c1d-7f2a-9c3e-1a2b3c4d5e6f",
  organizationId: "01938c5e-0000-7f2a-9c3e-1a2b3c4d5e6f",
  timezone: "UTC",
  knowledge: [],
  content: readContent({
    firstMessage: "Hello!",
    prompt: "You answer the phone.",
    functions: [{ type: "takeMessage", when: "Take a message for the team." }],
  }),
});

/** What VAPI gives back: ours with its own additions. */
const found = {
  ...structuredClone(ours),
  id: "vapi-id",
  orgId: "vapi-org",
  createdAt: "2026-11-20T15:05:21.000Z",
  silenceTimeoutSeconds: 30,
  model: { ...structuredClone(ours.model), emotionRecognitionEnabled: false },
};

describe("configDrift", () => {
  it("finds nothing where all is as it was pushed, whatever VAPI adds of its own", () => {
    expect(configDrift(ours, found)).toEqual([]);
  });

  it("finds nothing where VAPI gives the lists back in another order", () => {
    const model = { ...found.model, tools: found.model.tools.toReversed() };
    expect(configDrift(ours, { ...found, model, serverMessages: found.serverMessages.toReversed() })).toEqual([]);
  });

  it("takes nothing for a change that VAPI made of a push itself, as long as it stays so", () => {
    const answered = {
      ...found,
      firstMessage: "Hello",
      model: { ...found.model, tools: [] },
      serverMessages: undefined,
    };
    const echo = JSON.parse(JSON.stringify(echoOf(ours, answered))) as Record<string, unknown>;
    expect(configDrift(ours, answered).map(({ part }) => part)).toEqual(["Greeting", "Functions", "Other settings"]);
    expect(configDrift(ours, answered, echo)).toEqual([]);
    expect(configDrift(ours, found, echo)).toEqual([]);
    expect(configDrift(ours, { ...answered, firstMessage: "Buy now!" }, echo).map(({ part }) => part)).toEqual([
      "Greeting",
    ]);
    expect(configDrift(ours, { ...answered, serverMessages: ["hang"] }, echo)).toEqual([
      { part: "Other settings", ours: "as they are set here", found: "other: serverMessages" },
    ]);
    expect(echoOf(ours, found)).toEqual({});
  });

  it("tells one item in the place of another, however often it is there", () => {
    const [first] = ours.model.tools;
    const model = { ...found.model, tools: [first, first] };
    expect(configDrift(ours, { ...found, model }).map(({ part }) => part)).toEqual(["Functions"]);
  });

  it.each([
    ["Greeting", { firstMessage: "Buy now!" }, { ours: "Hello!", found: "Buy now!" }],
    ["Name", { name: "Other" }, { ours: "Receptionist", found: "Other" }],
    ["Voice", { voice: { provider: "vapi", voiceId: "Elliot" } }, { ours: "Paige", found: "Elliot" }],
    ["Language", { transcriber: { ...ours.transcriber, language: "fr" } }, { ours: "en", found: "fr" }],
    [
      "Functions",
      { model: { ...ours.model, tools: ours.model.tools.slice(0, 1) } },
      { ours: "takeMessage, endCall", found: "takeMessage" },
    ],
    [
      "Other settings",
      { maxDurationSeconds: 60, serverMessages: [] },
      { ours: "as they are set here", found: "other: serverMessages, maxDurationSeconds" },
    ],
  ])("tells a change of the part: %s", (part, change, texts) => {
    expect(configDrift(ours, { ...found, ...change })).toEqual([{ part, ...texts }]);
  });

  it("tells a change of what the model is told", () => {
    const [message] = ours.model.messages;
    const model = { ...ours.model, messages: [{ ...message, content: "You sell things." }] };
    expect(configDrift(ours, { ...found, model })).toEqual([
      { part: "Instructions", ours: message!.content, found: "You sell things." },
    ]);
  });

  it("can do with what was taken away there", () => {
    expect(configDrift(ours, { id: "vapi-id" }).map(({ part }) => part)).toEqual([
      "Name",
      "Greeting",
      "Instructions",
      "Functions",
      "Voice",
      "Language",
      "Other settings",
    ]);
  });
});
