import type { PhoneNumberOffer } from "@callflex/contracts/api/phone-numbers";
import { describe, expect, it } from "vitest";
import { parseForm } from "~/lib/parse-form.ts";
import { buyForm, buyInput, buyRequest } from "./buy-form.ts";

const offer: PhoneNumberOffer = {
  e164: "+14155550134",
  country: "US",
  numberType: "local",
  city: "San Francisco",
  region: "CA",
  capabilities: { voice: true, sms: true, mms: true },
  monthlyPrice: { minor: 115, currency: "USD" },
};

/** What a browser sends of the form. */
function sent(change: Partial<ReturnType<typeof buyInput>>, given = offer): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({
    ...buyInput(given, { assistantId: null, fallbackNumber: null }),
    ...change,
  }))
    form.set(name, value);
  return form;
}

describe("the form that buys a number", () => {
  it("hands on the offer, and the fallback as people write it", () => {
    const read = parseForm(sent({ label: " Front desk ", fallbackNumber: "(212) 555-0199" }), buyForm);
    if (read.status !== "success") throw new Error(JSON.stringify(read.error));
    expect(buyRequest(read.value)).toEqual({
      e164: "+14155550134",
      country: "US",
      numberType: "local",
      city: "San Francisco",
      region: "CA",
      monthlyPrice: { minor: 115, currency: "USD" },
      label: "Front desk",
      assistantId: null,
      fallbackNumber: "+12125550199",
    });
  });

  it("begins with the telephone that was named before", () => {
    const input = buyInput(offer, { assistantId: "a", fallbackNumber: "+12125550199" });
    expect([input.assistantId, input.fallbackNumber]).toEqual(["a", "(212) 555-0199"]);
  });

  it("has no price, place and label where there is none", () => {
    const bare = { ...offer, city: null, region: null, monthlyPrice: null };
    const read = parseForm(sent({ fallbackNumber: "+442079460958" }, bare), buyForm);
    if (read.status !== "success") throw new Error(JSON.stringify(read.error));
    const request = buyRequest(read.value);
    expect([request.city, request.region, request.monthlyPrice, request.label]).toEqual([null, null, null, null]);
  });

  it.each(["", "555-0199", "my phone"])("refuses %j as the fallback", (fallbackNumber) => {
    const read = parseForm(sent({ fallbackNumber }), buyForm);
    expect(read.status).toBe("error");
    expect(read.reply().error).toEqual({ fallbackNumber: [expect.stringContaining("Enter a phone number")] });
  });
});
