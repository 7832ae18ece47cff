/**
 * States of the US whose law asks for more than the consent of one party to a recording, or for a word that an AI speaks,
 * with what their law says. Area codes are those of the North American Numbering Plan Administrator (nanpa.com) of 2026: a
 * number belongs to the state of its area code where its region isn't known.
 */
export interface UsState {
  name: string;
  areaCodes: readonly number[];
  /** Law by which all parties must agree to or know of a recording. */
  allParties?: string;
  /** Law by which people must be told that they talk with an AI. */
  aiDisclosure?: string;
}

// Unverified: the laws named below are where to check a suggestion, and were not read for it.

/** By the two letters of the state. The laws of recording: Reporters Committee, "Reporter's Recording Guide". */
export const US_STATES: Readonly<Record<string, UsState>> = {
  CA: {
    name: "California",
    areaCodes: [
      209, 213, 279, 310, 323, 341, 350, 357, 369, 408, 415, 424, 442, 510, 530, 559, 562, 619, 626, 628, 650, 657, 661,
      669, 707, 714, 738, 747, 760, 805, 818, 820, 831, 837, 840, 858, 909, 916, 925, 949, 951,
    ],
    allParties: "California Penal Code § 632",
    aiDisclosure: "California Business and Professions Code § 17941",
  },
  CO: {
    name: "Colorado",
    areaCodes: [303, 719, 720, 970, 983],
    aiDisclosure: "Colorado Revised Statutes § 6-1-1704",
  },
  CT: {
    name: "Connecticut",
    areaCodes: [203, 475, 860, 959],
    allParties: "Connecticut General Statutes § 52-570d",
  },
  DE: { name: "Delaware", areaCodes: [302], allParties: "Delaware Code, title 11, § 1335" },
  FL: {
    name: "Florida",
    areaCodes: [
      239, 305, 321, 324, 352, 386, 407, 448, 561, 645, 656, 689, 727, 728, 754, 772, 786, 813, 850, 863, 904, 941, 954,
    ],
    allParties: "Florida Statutes § 934.03",
  },
  IL: {
    name: "Illinois",
    areaCodes: [217, 224, 309, 312, 331, 447, 464, 618, 630, 708, 730, 773, 779, 815, 847, 861, 872],
    allParties: "720 Illinois Compiled Statutes 5/14-2",
  },
  MA: {
    name: "Massachusetts",
    areaCodes: [339, 351, 413, 508, 617, 774, 781, 857, 978],
    allParties: "Massachusetts General Laws, chapter 272, § 99",
  },
  MD: {
    name: "Maryland",
    areaCodes: [227, 240, 301, 410, 443, 667],
    allParties: "Maryland Courts and Judicial Proceedings § 10-402",
  },
  ME: {
    name: "Maine",
    areaCodes: [207],
    aiDisclosure: "Maine Revised Statutes, title 10, § 1500-DD",
  },
  MI: {
    name: "Michigan",
    areaCodes: [231, 248, 269, 313, 517, 586, 616, 679, 734, 810, 906, 947, 989],
    allParties: "Michigan Compiled Laws § 750.539c",
  },
  MT: { name: "Montana", areaCodes: [406], allParties: "Montana Code § 45-8-213" },
  NH: { name: "New Hampshire", areaCodes: [603], allParties: "New Hampshire Revised Statutes § 570-A:2" },
  NV: { name: "Nevada", areaCodes: [702, 725, 775], allParties: "Nevada Revised Statutes § 200.620" },
  PA: {
    name: "Pennsylvania",
    areaCodes: [215, 223, 267, 272, 412, 445, 484, 570, 582, 610, 717, 724, 814, 835, 878],
    allParties: "Pennsylvania Consolidated Statutes, title 18, § 5704",
  },
  UT: { name: "Utah", areaCodes: [385, 435, 801], aiDisclosure: "Utah Code § 13-75-103" },
  WA: {
    name: "Washington",
    areaCodes: [206, 253, 360, 425, 509, 564],
    allParties: "Revised Code of Washington § 9.73.030",
  },
};

/** The state of a number with rules of its own: by its region, else by its area code; null for any other. */
export function usStateOf({ e164, region }: { e164: string; region: string | null }): UsState | null {
  const byRegion = region ? US_STATES[region.toUpperCase()] : undefined;
  if (region && /^[A-Z]{2}$/i.test(region)) return byRegion ?? null;
  const areaCode = Number(/^\+1(\d{3})/.exec(e164)?.[1] ?? 0);
  return Object.values(US_STATES).find((state) => state.areaCodes.includes(areaCode)) ?? null;
}
