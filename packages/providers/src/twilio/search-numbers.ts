import { ProviderError } from "../errors.ts";
import type { TwilioClient } from "./client.ts";

/** What kind of number: a city's, one that is free to call, or a mobile one (not in North America). */
export type NumberType = "local" | "tollFree" | "mobile";

/** What numbers are looked for. */
export interface NumberSearch {
  /** ISO 3166 code of two capital letters. */
  country: string;
  type: NumberType;
  /** Three digits; North America alone has them. */
  areaCode?: string;
  /** Digits, letters of the keypad and `*` for any one digit; matches anywhere. At least two characters. */
  contains?: string;
  /** How many at most. */
  limit: number;
}

/** A number that can be bought at this moment. */
export interface NumberOffer {
  e164: string;
  type: NumberType;
  country: string;
  city: string | null;
  region: string | null;
  capabilities: { voice: boolean; sms: boolean; mms: boolean };
  /** Which address Twilio wants on file before it sells the number: any, one in the country or area, one abroad, or none. */
  addressNeeded: "none" | "any" | "local" | "foreign";
}

const NOT_OFFERED = "20404";
const AREA_CODE_COUNTRIES = new Set(["US", "CA"]);
const ADDRESS_NEEDS: ReadonlySet<string> = new Set<NumberOffer["addressNeeded"]>(["none", "any", "local", "foreign"]);

function refuseAreaCode(): never {
  throw new ProviderError({
    provider: "twilio",
    retryable: false,
    code: "area-code",
    message: "area codes can be searched in the United States and Canada alone",
    remedy: "correct_input",
    customerMessage: "Area codes work for numbers in the United States and Canada. Leave the field empty for others.",
  });
}

/**
 * Looks for numbers that can be bought and called. Nothing is kept for us: whoever buys first has it.
 *
 * @returns an empty list when nothing matches, also for a country or a kind that isn't sold
 * @throws {ProviderError} also for an area code in a country that has none
 */
export async function searchNumbers(client: TwilioClient, search: NumberSearch): Promise<NumberOffer[]> {
  const { country, type, areaCode, contains, limit } = search;
  if (areaCode && !AREA_CODE_COUNTRIES.has(country)) refuseAreaCode();
  const { local, tollFree, mobile } = client.availablePhoneNumbers(country);
  const filter = {
    areaCode: areaCode ? Number(areaCode) : undefined,
    contains,
    voiceEnabled: true,
    beta: false,
    limit,
  };
  const listed = {
    local: () => local.list(filter),
    tollFree: () => tollFree.list(filter),
    mobile: () => mobile.list(filter),
  };
  const found = await listed[type]().catch((error: unknown) => {
    if (error instanceof ProviderError && error.code === NOT_OFFERED) return [];
    throw error;
  });
  return found.map((number) => {
    const { voice = false, sms = false, mms = false } = number.capabilities as Partial<NumberOffer["capabilities"]>;
    const address = number.addressRequirements;
    return {
      e164: number.phoneNumber,
      type,
      country: number.isoCountry,
      city: number.locality || null,
      region: number.region || null,
      capabilities: { voice, sms, mms },
      // An unknown word is a need that we don't know yet: the strictest reading keeps a purchase from failing.
      addressNeeded: ADDRESS_NEEDS.has(address) ? (address as NumberOffer["addressNeeded"]) : "local",
    };
  });
}
