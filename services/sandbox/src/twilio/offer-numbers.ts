import { hashText } from "../random.ts";
import type { Sandbox } from "../sandbox.ts";
import { countryOf, type NumberKind } from "./countries.ts";
import { areaCodesOf, tollFreeCodes } from "./places.ts";

/** What numbers are looked for. */
export interface NumberSearch {
  country: string;
  type: NumberKind;
  areaCode?: string;
  /** Digits, letters and `*`, as Twilio's `Contains`. */
  contains?: string;
  region?: (code: string) => boolean;
  limit: number;
}

/** Subscriber numbers of an area code that are offered: the exchange 555, so that nobody real is called. */
const PER_AREA = 10_000;

/** Directory assistance answers there. */
const NOT_FOR_SALE = /^\+1\d{3}5551212$/;

/** Neighbours on offer lie this far apart: what is for sale of a full exchange looks picked at random. */
const STRIDE = 3_337;

/**
 * Numbers that can be bought: the same search gives the same numbers until one of them is taken.
 *
 * @returns E.164 numbers, none for an unknown area or country
 */
export function offerNumbers(sandbox: Sandbox, search: NumberSearch): string[] {
  const taken = new Set(sandbox.store.twilioNumbers.all().map((number) => number.phoneNumber));
  for (const number of sandbox.store.phoneNumbers.all()) taken.add(number.number);
  for (const { id } of sandbox.store.takenNumbers.all()) taken.add(id);
  const pattern = search.contains ? containsPattern(search.contains) : undefined;
  const found: string[] = [];
  const prefixes = prefixesOf(sandbox, search);
  const size = prefixes[0]?.size ?? 0;
  const start = hashText(sandbox.seed) % 90;
  for (let index = 0; index < size && found.length < search.limit; index++) {
    for (const { prefix, digits } of prefixes) {
      if (found.length >= search.limit) break;
      const number = prefix + String((start + 100 + index * STRIDE) % size).padStart(digits, "0");
      if (!taken.has(number) && !NOT_FOR_SALE.test(number) && (!pattern || pattern.test(number))) found.push(number);
    }
  }
  return found;
}

function prefixesOf(sandbox: Sandbox, search: NumberSearch): { prefix: string; digits: number; size: number }[] {
  const abroad = countryOf(search.country)?.abroad;
  if (abroad) {
    if (search.type === "toll-free") return [];
    return [{ prefix: abroad[search.type], digits: abroad.digits, size: 10 ** abroad.digits }];
  }
  const codes = search.type === "toll-free" ? [...tollFreeCodes] : areaCodesOf(search.country);
  const start = hashText(sandbox.seed) % Math.max(1, codes.length);
  const turned = [...codes.slice(start), ...codes.slice(0, start)];
  return turned
    .filter((code) => (search.areaCode ? code === search.areaCode : (search.region?.(code) ?? true)))
    .map((code) => ({ prefix: `+1${code}555`, digits: 4, size: PER_AREA }));
}

const KEYPAD = "22233344455566677778889999";

/** Twilio's `Contains`: letters stand for keypad digits, `*` for one digit. */
function containsPattern(contains: string): RegExp {
  const digits = contains
    .toUpperCase()
    .split("")
    .map((character) => {
      if (character === "*") return "\\d";
      if (/[A-Z]/.test(character)) return KEYPAD[character.charCodeAt(0) - 65] ?? "";
      return /\d/.test(character) ? character : "";
    });
  return new RegExp(digits.join(""));
}
