import type {
  MonthlyPrice,
  PhoneNumberSearchRequest,
  PhoneNumberSearchResult,
  PhoneNumberType,
} from "@callflex/contracts/api/phone-numbers";
import { ProviderError } from "@callflex/providers/errors";
import type { PricedOffer, TwilioNumbers } from "@callflex/providers/twilio/numbers";
import type { NumberType } from "@callflex/providers/twilio/search-numbers";
import { HttpProblem } from "../http/problem.ts";

const TYPES: Record<PhoneNumberType, NumberType> = { local: "local", toll_free: "tollFree", mobile: "mobile" };

const ADDRESS_WORDS: Record<PricedOffer["addressNeeded"], string | null> = {
  none: null,
  any: "A business address must be on file.",
  local: "A business address in the number's country or area must be on file.",
  foreign: "A business address outside of the number's country must be on file.",
};

/** @returns null for a price that is none or not given in a currency that can be written */
function priceOf({ monthlyPrice }: PricedOffer): MonthlyPrice | null {
  if (!monthlyPrice || !/^[A-Z]{3}$/.test(monthlyPrice.currency)) return null;
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat("en", {
    style: "currency",
    currency: monthlyPrice.currency,
  }).resolvedOptions();
  const minor = Math.round(Number(monthlyPrice.amount) * 10 ** digits);
  return Number.isSafeInteger(minor) && minor >= 0 ? { minor, currency: monthlyPrice.currency } : null;
}

function needsOf(offers: PricedOffer[], papers: string[]): string[] {
  const addresses = [...new Set(offers.map(({ addressNeeded }) => ADDRESS_WORDS[addressNeeded]))];
  return [
    ...addresses.filter((words) => words !== null),
    ...(papers.length > 0 ? [`The authorities ask for papers of your business: ${papers.join(", ")}.`] : []),
  ];
}

function problemOf(error: unknown): HttpProblem {
  if (!(error instanceof ProviderError)) throw error;
  if (error.remedy === "correct_input") return new HttpProblem("invalid", error.customerMessage, { cause: error });
  return new HttpProblem("provider_failed", "Numbers can't be searched for the moment. Try again shortly.", {
    cause: error,
  });
}

/**
 * Looks for numbers that can be bought, and for what must be on file before they can be used.
 *
 * @returns no numbers where nothing matches, also for a country or a kind that isn't sold
 * @throws {HttpProblem} 422 for what can't be searched like that, 502 while nobody answers
 */
export async function searchNumbers(
  numbers: Pick<TwilioNumbers, "searchAvailableNumbers" | "listNumberPapers">,
  search: PhoneNumberSearchRequest,
): Promise<PhoneNumberSearchResult> {
  const { country, numberType, areaCode, contains, limit } = search;
  const type = TYPES[numberType];
  const filter = { ...(areaCode ? { areaCode } : {}), ...(contains ? { contains } : {}) };
  try {
    const [offers, papers] = await Promise.all([
      numbers.searchAvailableNumbers({ country, type, limit, ...filter }),
      numbers.listNumberPapers(country, type),
    ]);
    return {
      data: offers.map((offer) => ({
        e164: offer.e164,
        country: offer.country,
        numberType,
        city: offer.city,
        region: offer.region,
        capabilities: offer.capabilities,
        monthlyPrice: priceOf(offer),
      })),
      needs: needsOf(offers, papers),
    };
  } catch (error) {
    throw problemOf(error);
  }
}
