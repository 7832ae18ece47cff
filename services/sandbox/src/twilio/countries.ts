/** Kinds of numbers, as the stand-in keeps them. */
export type NumberKind = "local" | "mobile" | "toll-free";

/** What must be on file at Twilio before a number of a kind is sold. */
export interface Papers {
  /** An address: anywhere, or in the country. */
  address: "none" | "any" | "local";
  /** An approved bundle with these papers of a business; empty when none is needed. */
  bundle: readonly string[];
}

/** What is known of a country's numbers. */
export interface Country {
  name: string;
  /** US dollars a month; a kind without a price isn't sold. */
  prices: Partial<Record<NumberKind, string>>;
  papers: Partial<Record<NumberKind, Papers>>;
  /** Outside of North America: how fictitious numbers begin, and how many digits follow. */
  abroad?: { local: string; mobile: string; digits: number; city: string };
}

const NONE: Papers = { address: "none", bundle: [] };
const IDENTITY = "Business Registration";
const ADDRESS = "Proof of Address";

/** Countries that the sandbox sells numbers of. Prices and rules are like Twilio's, not a copy of its list. */
const COUNTRIES: Record<string, Country> = {
  US: { name: "United States", prices: { local: "1.15", "toll-free": "2.15" }, papers: {} },
  CA: { name: "Canada", prices: { local: "1.15", "toll-free": "2.15" }, papers: {} },
  GB: {
    name: "United Kingdom",
    prices: { local: "1.15", mobile: "1.40" },
    papers: {
      local: { address: "any", bundle: [] },
      mobile: { address: "any", bundle: [IDENTITY] },
    },
    abroad: { local: "+442079460", mobile: "+447700900", digits: 3, city: "London" },
  },
  DE: {
    name: "Germany",
    prices: { local: "1.25", mobile: "15.00" },
    papers: {
      local: { address: "local", bundle: [IDENTITY, ADDRESS] },
      mobile: { address: "local", bundle: [IDENTITY, ADDRESS] },
    },
    abroad: { local: "+493023125", mobile: "+4915555", digits: 6, city: "Berlin" },
  },
  AU: {
    name: "Australia",
    prices: { local: "3.00", mobile: "6.50" },
    papers: {
      local: { address: "any", bundle: [] },
      mobile: { address: "local", bundle: [IDENTITY] },
    },
    abroad: { local: "+61255501", mobile: "+61491570", digits: 3, city: "Sydney" },
  },
  IE: {
    name: "Ireland",
    prices: { local: "1.50", mobile: "18.00" },
    papers: {
      local: { address: "local", bundle: [IDENTITY, ADDRESS] },
      mobile: { address: "local", bundle: [IDENTITY, ADDRESS] },
    },
    abroad: { local: "+35315550", mobile: "+353855550", digits: 3, city: "Dublin" },
  },
};

/** A country by its ISO code; undefined for one where nothing is sold. */
export function countryOf(iso: string): Country | undefined {
  return COUNTRIES[iso.toUpperCase()];
}

/** What a number of a kind needs; nothing in a country where nothing is known. */
export function papersOf(iso: string, kind: NumberKind): Papers {
  return countryOf(iso)?.papers[kind] ?? NONE;
}

/** Country and kind of a number outside of North America; undefined for any other. */
export function abroadOf(phoneNumber: string): { iso: string; kind: NumberKind } | undefined {
  for (const [iso, { abroad }] of Object.entries(COUNTRIES)) {
    if (abroad && phoneNumber.startsWith(abroad.local)) return { iso, kind: "local" };
    if (abroad && phoneNumber.startsWith(abroad.mobile)) return { iso, kind: "mobile" };
  }
  return undefined;
}
