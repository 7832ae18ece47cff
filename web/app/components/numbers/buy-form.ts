import {
  monthlyPrice,
  phoneNumberProvisionRequest,
  phoneNumberType,
  type PhoneNumberOffer,
  type PhoneNumberProvisionRequest,
} from "@callflex/contracts/api/phone-numbers";
import { e164 } from "@callflex/contracts/common";
import { z } from "zod";
import { formatPhone } from "~/lib/format.ts";
import { phoneField } from "~/lib/phone-field.ts";

/** The choice of a number as a form. */
export const buyForm = z.strictObject({
  e164,
  country: phoneNumberProvisionRequest.shape.country.unwrap(),
  numberType: phoneNumberType,
  city: z.string().max(120).default(""),
  region: z.string().max(120).default(""),
  /** `115 USD`; "" where none was told. */
  price: z.string().max(20).default(""),
  label: z.string().trim().max(60, "At most 60 characters").default(""),
  /** "" for none. */
  assistantId: z.string().default(""),
  fallbackNumber: phoneField,
});

/**
 * @param first.assistantId chosen at first
 * @param first.fallbackNumber stands in its field at first, E.164
 * @returns what stands in the form's fields for an offer
 */
export function buyInput(
  offer: PhoneNumberOffer,
  { assistantId, fallbackNumber }: { assistantId: string | null; fallbackNumber: string | null },
): z.input<typeof buyForm> {
  const { monthlyPrice: price } = offer;
  return {
    e164: offer.e164,
    country: offer.country,
    numberType: offer.numberType,
    city: offer.city ?? "",
    region: offer.region ?? "",
    price: price ? `${price.minor} ${price.currency}` : "",
    label: "",
    assistantId: assistantId ?? "",
    fallbackNumber: fallbackNumber ? formatPhone(fallbackNumber) : "",
  };
}

/** Makes the API's request of a form. A price that was tampered with is left out: the phone company's counts anyway. */
export function buyRequest(value: z.output<typeof buyForm>): PhoneNumberProvisionRequest {
  const { city, region, price, label, assistantId, ...same } = value;
  const [minor = "", currency = ""] = price.split(" ");
  const told = monthlyPrice.safeParse({ minor: minor === "" ? undefined : Number(minor), currency });
  return {
    ...same,
    city: city.trim() || null,
    region: region.trim() || null,
    monthlyPrice: told.success ? told.data : null,
    label: label || null,
    assistantId: assistantId || null,
  };
}
