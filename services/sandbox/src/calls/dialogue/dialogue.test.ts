import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPersona } from "../persona.ts";
import { scenarios } from "../scenarios.ts";
import { createDialogue, type DialogueStep, type DialogueTool } from "./dialogue.ts";
import type { JsonSchema } from "./json-schema.ts";

const now = new Date("2026-09-02T12:00:00Z");

function tool(name: string, parameters: JsonSchema, description = ""): DialogueTool {
  return { kind: "function", name, description, parameters, messages: [], destinations: [] };
}

function start(tools: DialogueTool[], more: { endCallMessage?: string; endCallPhrases?: string[] } = {}) {
  return createDialogue({
    firstMessage: "Hello",
    endCallPhrases: [],
    ...more,
    tools,
    callerNumber: "+12125550100",
    now: () => now,
  });
}

const text = { type: "string" };
const message = tool("takeMessage", {
  type: "object",
  properties: { name: text, message: text },
  required: ["name", "message"],
});
const transfer: DialogueTool = { ...tool("transferCall", {}), kind: "transfer" };

describe("a dialogue", () => {
  it("asks for each missing value in turn, then calls the tool", () => {
    const dialogue = start([message]);
    expect(dialogue.hear("Can I leave a message?")).toEqual({ type: "say", text: "May I have your name, please?" });
    expect(dialogue.hear("Ada Lovelace.")).toEqual({ type: "say", text: "What is it about?" });
    expect(dialogue.hear("The engine")).toMatchObject({
      type: "call-tool",
      args: { name: "Ada Lovelace", message: "The engine" },
    });
  });

  it("uses what was said already", () => {
    const step = start([message]).hear("This is Ada Lovelace, please take a message: the engine needs more oil.");
    expect(step).toMatchObject({ args: { name: "Ada Lovelace", message: "The engine needs more oil." } });
  });

  it("asks again, and gives up after the third answer that can't be used", () => {
    const dialogue = start([
      tool("bookTable", {
        type: "object",
        properties: { guests: { type: "integer", minimum: 1 } },
        required: ["guests"],
      }),
    ]);
    dialogue.hear("I want to book a table");
    expect(dialogue.hear("many")).toMatchObject({ text: expect.stringMatching(/didn't get that/) as string });
    expect(dialogue.hear("0")).toMatchObject({ text: expect.stringMatching(/didn't get that/) as string });
    expect(dialogue.hear("hm")).toMatchObject({ text: expect.stringMatching(/can't complete that/) as string });
  });

  it("leaves a tool when the caller doesn't want it any more", () => {
    const dialogue = start([message]);
    dialogue.hear("Can I leave a message?");
    expect(dialogue.hear("never mind")).toMatchObject({ text: expect.stringMatching(/anything else/) as string });
    expect(dialogue.hear("bye")).toMatchObject({ type: "end" });
  });

  it.each([
    ["I'd like to speak to a human", "transferCall"],
    ["could you call me back tomorrow", "scheduleCallback"],
    ["I want to book an appointment", "bookAppointment"],
    ["do you have anything available on Friday", "checkAvailability"],
    ["I'm a driver and I'm calling out sick today", "logDriverCallout"],
    ["please tell them, leave a note", "takeMessage"],
    ["can you text me the address", "sendSms"],
  ])("understands %j as %s", (said, name) => {
    const names = [
      "takeMessage",
      "scheduleCallback",
      "logDriverCallout",
      "bookAppointment",
      "checkAvailability",
      "sendSms",
    ];
    const step = start([...names.map((one) => tool(one, {})), transfer]).hear(said);
    expect(step).toMatchObject({ tool: { name } });
  });

  it("offers to take a message when it doesn't understand, and takes yes for an answer", () => {
    const dialogue = start([message]);
    expect(dialogue.hear("Do you like whales?")).toMatchObject({
      text: expect.stringMatching(/Would you like/) as string,
    });
    expect(dialogue.hear("yes please")).toMatchObject({ text: expect.stringMatching(/name/) as string });
  });

  it("speaks the result, the configured sentence, or an apology", () => {
    const dialogue = start([message]);
    const say = (answer: { ok: boolean; text: string }, own = message) => dialogue.toolAnswered(own, answer);
    expect(say({ ok: true, text: '{"id":7,"message":"Your number is seven."}' })).toMatchObject({
      text: "Your number is seven. Is there anything else I can help you with?",
    });
    expect(say({ ok: true, text: '{"id":7}' })).toMatchObject({
      text: expect.stringMatching(/^That is done/) as string,
    });
    expect(say({ ok: true, text: "Your message is saved. Tell the caller that somebody will call." })).toMatchObject({
      text: "Your message is saved. Is there anything else I can help you with?",
    });
    const configured = { ...message, messages: [{ type: "request-failed", content: "That went wrong." }] };
    expect(say({ ok: false, text: "boom" }, configured)).toMatchObject({
      text: expect.stringMatching(/^That went wrong\./) as string,
    });
  });

  it("says goodbye in the assistant's words", () => {
    expect(start([], { endCallMessage: "So long." }).hear("bye")).toEqual({ type: "end", text: "So long." });
    expect(start([], { endCallPhrases: ["have a lovely day"] }).hear("bye")).toEqual({
      type: "end",
      text: "Thank you for calling. Have a lovely day.",
    });
  });
});

const ajv = new Ajv({ strict: false });
addFormats.default(ajv);

const leaf: fc.Arbitrary<JsonSchema> = fc.oneof(
  fc.constantFrom<JsonSchema>(
    { type: "string" },
    { type: "string", minLength: 3, maxLength: 12 },
    { type: "string", pattern: "^\\+[1-9]\\d{6,14}$" },
    { type: "string", format: "email" },
    { type: "string", format: "date-time" },
    { type: "string", format: "date" },
    { type: "string", format: "time" },
    { type: "boolean" },
    { type: "integer", minimum: 1, maximum: 12 },
    { type: "number", multipleOf: 0.5 },
    { type: "string", enum: ["low", "normal", "very_high"] },
    { type: ["string", "null"] },
    { anyOf: [{ type: "null" }, { type: "integer" }] },
    { type: "array", items: { type: "string" }, minItems: 1 },
    { type: "array", items: { type: "integer" }, uniqueItems: true },
    { const: "fixed" },
  ),
);
const names = fc.constantFrom(
  "callerName",
  "phone",
  "callbackNumber",
  "reason",
  "startsAt",
  "guests",
  "details",
  "email",
);
const objectSchema = (members: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> =>
  fc.dictionary(names, members, { maxKeys: 5 }).chain((properties) =>
    fc.subarray(Object.keys(properties)).map((required) => ({
      type: "object",
      properties,
      required,
      additionalProperties: false,
    })),
  );
const parameters = objectSchema(fc.oneof({ weight: 4, arbitrary: leaf }, { weight: 1, arbitrary: objectSchema(leaf) }));
const words = fc.constantFrom(
  "this is Ada Lovelace, please take a message: the engine is broken",
  "415 555 0142",
  "yes",
  "no",
  "four",
  "12.5",
  "very high",
  "tomorrow at 3 pm",
  "2026-13-45",
  "ada@example.com",
  "apples, pears and 7",
  "never",
  "",
);

describe("whatever a tool's schema and a caller's words are", () => {
  it("a tool is only called with arguments that satisfy the schema", () => {
    let called = 0;
    fc.assert(
      fc.property(parameters, fc.array(fc.oneof(words, fc.string()), { maxLength: 25 }), (schema, said) => {
        const validate = ajv.compile(schema);
        const dialogue = start([tool("takeMessage", schema)]);
        for (const sentence of ["take a message", ...said]) {
          const step: DialogueStep = dialogue.hear(sentence);
          if (step.type !== "call-tool") continue;
          called++;
          expect({ valid: validate(step.args), schema, args: step.args }).toMatchObject({ valid: true });
        }
      }),
      { numRuns: 150 },
    );
    expect(called).toBeGreaterThan(30);
  });
});

describe("the scripted callers", () => {
  const tools = [
    message,
    tool("scheduleCallback", {
      type: "object",
      properties: { name: text, time: { ...text, format: "date-time" } },
      required: ["name", "time"],
    }),
    tool("logDriverCallout", {
      type: "object",
      properties: { driverName: text, reason: text },
      required: ["driverName", "reason"],
    }),
    tool("bookAppointment", {
      type: "object",
      properties: { name: text, startsAt: { ...text, format: "date-time" }, guests: { type: "integer" } },
      required: ["name", "startsAt", "guests"],
    }),
    transfer,
  ];

  it.each(scenarios.filter((scenario) => scenario.opening).map((scenario) => [scenario.id, scenario] as const))(
    "%s gets to what it wants",
    (_id, scenario) => {
      const dialogue = start(tools);
      const persona = createPersona(scenario);
      const used: string[] = [];
      let said = dialogue.open() ?? "";
      for (let turn = 0; turn < 30; turn++) {
        const reply = persona.reply(said);
        const step = dialogue.hear(reply?.text ?? "");
        if (step.type === "end" || step.type === "transfer") {
          if (step.type === "transfer") used.push(step.tool.name);
          break;
        }
        if (step.type === "call-tool") {
          used.push(step.tool.name);
          const next = dialogue.toolAnswered(step.tool, { ok: true, text: "" });
          said = "text" in next ? next.text : "";
        } else said = step.text;
      }
      expect(used.length).toBeGreaterThan(0);
    },
  );
});
