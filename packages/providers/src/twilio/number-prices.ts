import type { TwilioClient } from "./client.ts";
import type { NumberType } from "./search-numbers.ts";

/** What a number costs a month. */
export interface NumberPrice {
  /** Decimal, as text: `"1.15"`. */
  amount: string;
  /** ISO 4217, capital letters. */
  currency: string;
}

/** Finds what numbers cost the account; throws `ProviderError`. Null for a kind that isn't sold in the country. */
export type FindNumberPrice = (country: string, type: NumberType) => Promise<NumberPrice | null>;

/** Prices change rarely, searches repeat. */
const KNOWN_FOR_MS = 60 * 60_000;
const PRICE_TYPES: Record<NumberType, string> = { local: "local", tollFree: "toll free", mobile: "mobile" };

/** Makes a finder over Twilio's Pricing API that remembers a country's prices for an hour. */
export function createNumberPrices(client: TwilioClient): FindNumberPrice {
  const known = new Map<string, { until: number; prices: Promise<Map<string, NumberPrice>> }>();

  async function read(country: string): Promise<Map<string, NumberPrice>> {
    const { phoneNumberPrices, priceUnit } = await client.pricing.v1.phoneNumbers.countries(country).fetch();
    const currency = priceUnit.toUpperCase();
    return new Map(
      // The SDK's types say numbers; the API writes amounts as text.
      phoneNumberPrices.map((row) => [row.numberType ?? "", { amount: String(row.currentPrice), currency }]),
    );
  }

  return async (country, type) => {
    const kept = known.get(country);
    const prices = kept && kept.until > Date.now() ? kept.prices : read(country);
    if (prices !== kept?.prices) known.set(country, { until: Date.now() + KNOWN_FOR_MS, prices });
    try {
      return (await prices).get(PRICE_TYPES[type]) ?? null;
    } catch (error) {
      if (known.get(country)?.prices === prices) known.delete(country);
      throw error;
    }
  };
}
