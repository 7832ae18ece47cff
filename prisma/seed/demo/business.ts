import { organizationSettings } from "@callflex/contracts/organization-settings";

/** The business that the demo shows. Numbers are of the range that is kept for fiction where people could be called. */
export const business = {
  name: "Brightside Movers",
  slug: "brightside-movers",
  timezone: "America/New_York",
  industrySlug: "logistics",
  planKey: "pro",
  templateSlug: "logistics-dispatch",
  /** The number that callers dial. */
  e164: "+16145550123",
  numberLabel: "Dispatch line",
  /** Rings when the assistant can't be reached. */
  fallbackNumber: "+16145550160",
  assistantName: "Brightside dispatch desk",
  owner: { name: "Dana Whitfield", email: "dana@brightside-movers.example" },
} as const;

export const transferDestinations = [
  { name: "Marcus Bell", number: "+16145550160", department: "Dispatch" },
  { name: "Renee Ortiz", number: "+16145550161", department: "Billing" },
];

const weekday = [{ opens: "08:00", closes: "18:00" }];
const officeHours = {
  monday: weekday,
  tuesday: weekday,
  wednesday: weekday,
  thursday: weekday,
  friday: weekday,
  saturday: [{ opens: "09:00", closes: "13:00" }],
  sunday: [],
};

export const settings = organizationSettings.parse({
  businessHours: officeHours,
  notifications: { emails: ["dispatch@brightside-movers.example"], phones: ["+16145550144"] },
  transferDestinations,
});

/** Answers to the template's questions. */
export const variableValues = {
  companyName: business.name,
  services: ["local moving", "long-distance moving", "storage"],
  serviceArea: "Columbus and all of central Ohio",
  officeHours,
  tone: "calm and friendly",
  dispatchNumber: "+16145550160",
  alertEmail: "dispatch@brightside-movers.example",
  houseNotes:
    "Drivers call out at least two hours before their shift. Claims for damage need photos by e-mail within 48 hours, and the packaging has to be kept. The warehouse takes boxes during office hours.",
};

/** What the assistant answers from beside its instructions. */
export const knowledge = [
  {
    title: "Prices",
    content:
      "Two movers and a truck cost $139 an hour, three movers $189. The shortest job is two hours. Weekends cost 15 percent more. " +
      "Packing material is sold at cost, and unused boxes are taken back.",
  },
  {
    title: "Before the move",
    content:
      "Please have everything packed in closed boxes. Parking for a truck of 26 feet must be free in front of the house; where a permit " +
      "is needed, we get it with a week's notice. Plants, pets, fuel and paint can't go on the truck.",
  },
  {
    title: "Storage",
    content:
      "The warehouse is heated and guarded. A unit of 5 by 10 feet costs $95 a month. Access is by appointment during office hours.",
  },
] as const;
