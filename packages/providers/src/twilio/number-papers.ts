import { z } from "zod";
import type { TwilioClient } from "./client.ts";
import type { NumberType } from "./search-numbers.ts";

/** Twilio says what a business must show as lists of parties and, for each paper, of alternatives. */
const requirements = z.looseObject({
  end_user: z.array(z.looseObject({ name: z.string() })).default([]),
  supporting_document: z.array(z.array(z.looseObject({ name: z.string() }))).default([]),
});

const NUMBER_TYPES: Record<NumberType, string> = { local: "local", tollFree: "toll-free", mobile: "mobile" };

/**
 * The papers that the authorities of a country want from a business before it may use a number, in Twilio's words for
 * people (`Proof of Address`); they are handed in as a bundle. Source: numbers.twilio.com, RegulatoryCompliance/Regulations.
 *
 * @returns an empty list when none are asked for
 * @throws {ProviderError}
 */
export async function listNumberPapers(client: TwilioClient, country: string, type: NumberType): Promise<string[]> {
  const regulations = await client.numbers.v2.regulatoryCompliance.regulations.list({
    isoCountry: country,
    numberType: NUMBER_TYPES[type],
    endUserType: "business",
    limit: 20,
  });
  const names = regulations.flatMap(({ requirements: given }) => {
    const { end_user: parties, supporting_document: papers } = requirements.parse(given);
    return [...parties, ...papers.flatMap((alternatives) => alternatives.slice(0, 1))].map(({ name }) => name);
  });
  return [...new Set(names)];
}
