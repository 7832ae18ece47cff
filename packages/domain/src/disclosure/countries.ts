/** What a country's law asks for where it isn't the US. */
export interface CountryRules {
  name: string;
  /** Law by which callers must agree to or know of a recording. */
  recording: string;
  /** Law by which people must be told that they talk with an AI. */
  aiDisclosure?: string;
}

/** Regulation (EU) 2024/1689 (AI Act), Article 50(1), which holds since 2 August 2026. */
const AI_ACT = "Article 50 of the EU's AI Act";
/** Regulation (EU) 2016/679: who is recorded must be told so (Article 13), and needs a reason (Article 6). */
const GDPR = "Articles 6 and 13 of the GDPR";

const EU: Readonly<Record<string, string>> = {
  AT: "Austria",
  BE: "Belgium",
  BG: "Bulgaria",
  HR: "Croatia",
  CY: "Cyprus",
  CZ: "Czechia",
  DK: "Denmark",
  EE: "Estonia",
  FI: "Finland",
  FR: "France",
  GR: "Greece",
  HU: "Hungary",
  IE: "Ireland",
  IT: "Italy",
  LV: "Latvia",
  LT: "Lithuania",
  LU: "Luxembourg",
  MT: "Malta",
  NL: "the Netherlands",
  PL: "Poland",
  PT: "Portugal",
  RO: "Romania",
  SK: "Slovakia",
  SI: "Slovenia",
  ES: "Spain",
  SE: "Sweden",
};

/** By ISO 3166 code. */
export const COUNTRIES: Readonly<Record<string, CountryRules>> = {
  ...Object.fromEntries(
    Object.entries(EU).map(([code, name]) => [code, { name, recording: GDPR, aiDisclosure: AI_ACT }]),
  ),
  // Strafgesetzbuch: recording the spoken word without consent is a crime.
  DE: { name: "Germany", recording: "§ 201 of the German criminal code", aiDisclosure: AI_ACT },
  // UK GDPR as the ICO reads it: callers must be told before a recording begins.
  GB: { name: "the United Kingdom", recording: "Article 13 of the UK GDPR" },
  // Personal Information Protection and Electronic Documents Act, schedule 1, principle 4.3.
  CA: { name: "Canada", recording: "PIPEDA, principle 4.3" },
  // Telecommunications (Interception and Access) Act 1979: a recording that callers don't know of is an interception.
  AU: { name: "Australia", recording: "section 6 of the Telecommunications (Interception and Access) Act" },
};
