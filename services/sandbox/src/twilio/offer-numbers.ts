import { hashText } from "../random.ts";
import type { Sandbox } from "../sandbox.ts";
import { areaCodesOf, tollFreeCodes } from "./places.ts";

/** What numbers are looked for. */
export interface NumberSearch {
  country: string;
  type: "local" | "mobile" | "toll-free";
  areaCode?: string;
  /** Digits, letters and `*`, as Twilio's `Contains`. */
  contains?: string;
  region?: (code: string) => boolean;
  limit: number;
}

/** Subscriber numbers of an area code that are offered: the exchange 555, so that nobody real is called. */
const PER_AREA = 10_000;

/** Country prefixes outside of North America, with a pattern of fictitious numbers. */
const ABROAD: Record<string, { local: string; mobile: string; digits: number }> = {
  GB: { local: "+442079460", mobile: "+447700900", digits: 3 },
  DE: { local: "+493023125", mobile: "+4915555", digits: 6 },
  AU: { local: "+61255501", mobile: "+61491570", digits: 3 },
  IE: { local: "+35315550", mobile: "+353855550", digits: 3 },
};

/**
 * Numbers that can be bought: the same search gives the same numbers until one of them is taken.
 *
 * @returns E.164 numbers, none for an unknown area or country
 */
export function offerNumbers(sandbox: Sandbox, search: NumberSearch): string[] {
  const taken = new Set(sandbox.store.twilioNumbers.all().map((number) => number.phoneNumber));
  for (const number of sandbox.store.phoneNumbers.all()) taken.add(number.number);
  const pattern = search.contains ? containsPattern(search.contains) : undefined;
  const found: string[] = [];
  const prefixes = prefixesOf(sandbox, search);
  const size = prefixes[0]?.size ?? 0;
  const start = hashText(sandbox.seed) % 90;
  for (let index = 0; index < size && found.length < search.limit; index++) {
    for (const { prefix, digits } of prefixes) {
      if (found.length >= search.limit) break;
      const number = prefix + String((start + 100 + index) % size).padStart(digits, "0");
      if (!taken.has(number) && (!pattern || pattern.test(number))) found.push(number);
    }
  }
  return found;
}

function prefixesOf(sandbox: Sandbox, search: NumberSearch): { prefix: string; digits: number; size: number }[] {
  const abroad = ABROAD[search.country];
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
