import { describe, expect, it } from "vitest";
import type { Vapi } from "@vapi-ai/server-sdk";
import { defaultVoice } from "./default-voice.ts";
import { messageOnlyConfig } from "./message-only-config.ts";

const config = messageOnlyConfig({
  organizationId: "01938c5e-0000-7f2a-9c3e-1a2b3c4d5e6f",
  businessName: "Acme Moving",
  greeting: "We are closed. May I take a message?",
  language: "es",
  voice: defaultVoice("es"),
});

describe("messageOnlyConfig", () => {
  it("fits the SDK's own type, and is named within VAPI's limit", () => {
    const dto: Vapi.CreateAssistantDto = config;
    expect(dto.name!.length).toBeLessThanOrEqual(40);
  });

  it("can take a message and end the call, and can't put anybody through", () => {
    expect(config.model.tools.map((tool) => ("function" in tool ? tool.function.name : tool.type))).toEqual([
      "takeMessage",
      "endCall",
    ]);
  });

  it("speaks first, for the business, in the language that it understands", () => {
    expect(config.firstMessage).toBe("We are closed. May I take a message?");
    expect(config.model.messages[0]!.content).toContain("Acme Moving");
    expect(config.transcriber.language).toBe("es");
  });

  it("is heard in its language from the first word to the last", () => {
    expect(config).toMatchSnapshot();
  });

  it("says goodbye in English for an English business, whose instructions name no language", () => {
    const english = messageOnlyConfig({
      organizationId: "01938c5e-0000-7f2a-9c3e-1a2b3c4d5e6f",
      businessName: "Acme Moving",
      greeting: "Hello",
      language: "en",
      voice: defaultVoice("en"),
    });
    expect(english).toMatchObject({
      endCallMessage: "Thank you for calling. Goodbye!",
      endCallPhrases: ["goodbye", "have a great day"],
      transcriber: { language: "en" },
      voice: { provider: "vapi", voiceId: "Paige" },
    });
    expect(english.model.messages[0]!.content).toMatch(/say goodbye and end the call\.$/);
  });

  it("reads names and greetings, and carries nothing out that stands in them", () => {
    const { firstMessage, model } = messageOnlyConfig({
      organizationId: "01938c5e-0000-7f2a-9c3e-1a2b3c4d5e6f",
      businessName: "Acme {{ customer.number }}",
      greeting: "Hello {% raw %}",
      language: "en",
      voice: defaultVoice("en"),
    });
    expect(`${firstMessage} ${model.messages[0]!.content}`).not.toMatch(/\{[{%]/);
  });

  it("leaves the messages to the number's server", () => {
    expect(config).not.toHaveProperty("server");
    expect(config.serverMessages).toContain("tool-calls");
  });
});
