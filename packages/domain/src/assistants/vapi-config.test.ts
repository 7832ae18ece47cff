import { describe, expect, it } from "vitest";
import type { Vapi } from "@vapi-ai/server-sdk";
import { vapiAssistantConfig, type AssistantSource } from "./vapi-config.ts";

const source: AssistantSource = {
  id: "01938c5e-6c1d-7f2a-9c3e-1a2b3c4d5e6f",
  organizationId: "01938c5e-0000-7f2a-9c3e-1a2b3c4d5e6f",
  timezone: "America/Chicago",
  name: "Front desk",
  language: "en",
  firstMessage: "Thank you for calling {{companyName}}.",
  prompt: "You answer the phone of {{companyName}}.",
  variableValues: { companyName: "Acme Moving" },
  functions: [
    { type: "transferCall", when: "Put the caller through to a person." },
    { type: "takeMessage", when: "Take a message for the team." },
  ],
  voice: { provider: "vapi", voiceId: "Paige", label: "Paige" },
};

describe("vapiAssistantConfig", () => {
  it("is what VAPI gets", () => {
    expect(vapiAssistantConfig(source)).toMatchSnapshot();
  });

  it("fits the SDK's own type", () => {
    const config: Vapi.CreateAssistantDto = vapiAssistantConfig(source);
    expect(config.name?.length).toBeLessThanOrEqual(40);
  });

  it("lets us be asked where a transfer goes", () => {
    const [transfer] = vapiAssistantConfig(source).model.tools;
    expect(transfer).toMatchObject({ type: "transferCall", destinations: [] });
  });

  it("doesn't take hanging up and forwarding away from VAPI", () => {
    expect(vapiAssistantConfig(source).serverMessages).not.toContain("phone-call-control");
  });
});
