import { describe, expect, it } from "vitest";
import { readCallFacts } from "./call-facts.ts";

const SID = "CA7620320c2a4d1e12021b0031b691c4fa";

describe("readCallFacts", () => {
  it("finds nothing in a message without a call", () => {
    expect(readCallFacts({ type: "hang" })).toBeNull();
  });

  it("takes what the call tells before what stands beside it", () => {
    const facts = readCallFacts({
      type: "hang",
      call: {
        id: "c",
        createdAt: 1_788_342_000_000,
        phoneNumberId: "n1",
        assistantId: null,
        customer: { number: "+1" },
      },
      phoneNumber: { id: "n2" },
      assistant: { id: "a2" },
      customer: { number: "+2", name: "Ada" },
    });
    expect(facts).toEqual({
      providerCallId: "c",
      createdAt: new Date(1_788_342_000_000),
      direction: "inbound",
      vapiPhoneNumberId: "n1",
      vapiAssistantId: "a2",
      customerNumber: "+1",
      customerName: "Ada",
      twilioCallSid: null,
      testCallId: null,
    });
  });

  it.each([
    ["outboundPhoneCall", "outbound"],
    ["webCall", "web"],
    ["inboundPhoneCall", "inbound"],
    ["something new", "inbound"],
  ])("reads the direction of %s", (type, direction) => {
    expect(readCallFacts({ type: "hang", call: { id: "c", type } })?.direction).toBe(direction);
  });

  it("takes Twilio's sid from either place, and nothing that is none", () => {
    expect(readCallFacts({ type: "hang", call: { id: "c", phoneCallProviderId: SID } })?.twilioCallSid).toBe(SID);
    expect(readCallFacts({ type: "hang", call: { id: "c", transport: { callSid: SID } } })?.twilioCallSid).toBe(SID);
    expect(readCallFacts({ type: "hang", call: { id: "c", phoneCallProviderId: "x" } })?.twilioCallSid).toBeNull();
  });
});
