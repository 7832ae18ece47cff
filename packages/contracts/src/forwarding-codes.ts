/** Codes by which a telephone company forwards calls. Apart from the schemas, so that a page that shows them carries no zod. */

/** When a call is forwarded. */
export const FORWARDING_KINDS = ["no_answer", "busy", "unreachable", "always"] as const;
export type ForwardingKind = (typeof FORWARDING_KINDS)[number];

export const forwardingKindLabels: Record<ForwardingKind, string> = {
  no_answer: "When nobody answers",
  busy: "When the line is busy",
  unreachable: "When the phone is off or has no signal",
  always: "Always",
};

/** What to dial; `{digits}` is the number with its country code, `{plus}` the same with a plus, `{zeros}` with 00. */
interface Codes {
  on: string;
  off: string;
}

/** A telephone company, or a kind of line. */
export interface Carrier {
  label: string;
  /** Country codes (ISO 3166) where it is offered first; an empty list: everywhere. */
  countries: readonly string[];
  codes: Partial<Record<ForwardingKind, Codes>>;
  /** What to know beside the codes. */
  note: string | null;
}

// Unverified: the sources named here are where to check a code, and were not read for it.

/** 3GPP TS 22.030, 6.5.2 and annex B: service codes 21, 61, 62 and 67, registered by `**`, erased by `##`. */
function gsm(number: string): Carrier["codes"] {
  const code = (service: number) => ({ on: `**${service}*${number}#`, off: `##${service}#` });
  return { no_answer: code(61), busy: code(67), unreachable: code(62), always: code(21) };
}

/** ETSI ETS 300 738: the same service codes on fixed lines, switched on by `*` and off by `#`. */
function etsiLandline(): Carrier["codes"] {
  const code = (service: number) => ({ on: `*${service}*{zeros}#`, off: `#${service}#` });
  return { no_answer: code(61), busy: code(67), always: code(21) };
}

const OWN_PLAN = "Your plan must include call forwarding, and forwarded minutes may cost extra.";

export const CARRIERS = {
  att: {
    label: "AT&T Wireless",
    countries: ["US"],
    // AT&T support, "Use call forwarding": the codes of GSM.
    codes: gsm("{digits}"),
    note: OWN_PLAN,
  },
  verizon: {
    label: "Verizon Wireless",
    countries: ["US"],
    // Verizon support, "Call Forwarding FAQs": *71 when busy or not answered, *72 always, *73 ends both.
    codes: {
      no_answer: { on: "*71{digits}", off: "*73" },
      busy: { on: "*71{digits}", off: "*73" },
      unreachable: { on: "*71{digits}", off: "*73" },
      always: { on: "*72{digits}", off: "*73" },
    },
    note: "One code forwards calls that you don't answer, when you are busy, and when the phone is off.",
  },
  tmobile: {
    label: "T-Mobile",
    countries: ["US"],
    // T-Mobile support, "Self-service short codes": the codes of GSM.
    codes: gsm("{digits}"),
    note: OWN_PLAN,
  },
  us_landline: {
    label: "Landline or cable (AT&T, Verizon, Spectrum and others)",
    countries: ["US", "CA"],
    // Vertical service codes of the North American Numbering Plan: 72/73, 90/91 and 92/93.
    codes: {
      no_answer: { on: "*92{digits}", off: "*93" },
      busy: { on: "*90{digits}", off: "*91" },
      always: { on: "*72{digits}", off: "*73" },
    },
    note: "Dial the code, wait for the tone, then hang up. Some companies want the service ordered first, or set it on their website.",
  },
  bt_landline: {
    label: "BT landline",
    countries: ["GB"],
    // BT help, "How do I use Call Diversion?"
    codes: etsiLandline(),
    note: "Call Diversion must be part of your package.",
  },
  eu_landline: {
    label: "Landline in Europe",
    countries: ["GB", "DE", "FR", "IT", "ES", "NL", "AT", "BE", "IE", "PT", "PL", "SE", "DK"],
    codes: etsiLandline(),
    note: "These are the codes of the European standard. If yours does not answer to them, look for call forwarding on your telephone company's website.",
  },
  gsm: {
    label: "Another mobile phone",
    countries: [],
    codes: gsm("{plus}"),
    note: "These are the codes of the GSM standard, which most mobile networks know.",
  },
} as const satisfies Record<string, Carrier>;
export type CarrierKey = keyof typeof CARRIERS;
export const CARRIER_KEYS = Object.keys(CARRIERS) as [CarrierKey, ...CarrierKey[]];

/** The carriers, those of a country first. */
export function carriersFor(country: string): [CarrierKey, Carrier][] {
  const all = Object.entries(CARRIERS) as [CarrierKey, Carrier][];
  return all.toSorted(([, a], [, b]) => Number(b.countries.includes(country)) - Number(a.countries.includes(country)));
}

/**
 * What to dial on the business's telephone.
 *
 * @param to number that takes the calls, in E.164
 * @returns null where the carrier has no code for that
 */
export function forwardingCode(
  carrier: CarrierKey,
  kind: ForwardingKind,
  to: string,
): { on: string; off: string } | null {
  const codes: Carrier["codes"] = CARRIERS[carrier].codes;
  const found = codes[kind];
  if (!found) return null;
  const digits = to.replace(/\D/g, "");
  const on = found.on.replace("{digits}", digits).replace("{plus}", `+${digits}`).replace("{zeros}", `00${digits}`);
  return { on, off: found.off };
}
