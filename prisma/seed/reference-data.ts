/** Industries in the order in which the gallery shows them. */
export const industries = [
  { slug: "logistics", name: "Logistics", description: "Carriers, movers and couriers: dispatch around the clock" },
  { slug: "legal", name: "Legal", description: "Law offices: careful intake, deadlines noticed, no advice given" },
  {
    slug: "healthcare",
    name: "Healthcare",
    description: "Clinics and practices: appointments, refills, urgent symptoms",
  },
  { slug: "home-services", name: "Home services", description: "Plumbers, electricians and other trades on the job" },
  { slug: "restaurant", name: "Restaurant", description: "Reservations, opening hours, allergies and large parties" },
  { slug: "general", name: "General business", description: "A receptionist for any other business" },
];

const limits = (assistants: number, phoneNumbers: number, members: number, concurrentCalls: number) => ({
  max_assistants: assistants,
  max_phone_numbers: phoneNumbers,
  max_members: members,
  max_concurrent_calls: concurrentCalls,
});

/** Two months a year are free. */
const price = (monthlyCents: number) => ({ monthly_price_cents: monthlyCents, yearly_price_cents: monthlyCents * 10 });

/** Plans in the order in which prices are shown; money in US cents, overage per minute. */
export const plans = [
  {
    key: "trial",
    name: "Trial",
    ...price(0),
    included_minutes: 50,
    overage_price_cents: 0,
    overage_allowed: false,
    ...limits(1, 1, 3, 2),
    features: ["transcripts", "recordings", "notifications"],
  },
  {
    key: "starter",
    name: "Starter",
    ...price(3_900),
    included_minutes: 200,
    overage_price_cents: 25,
    overage_allowed: true,
    ...limits(1, 1, 3, 2),
    features: ["transcripts", "recordings", "notifications"],
  },
  {
    key: "pro",
    name: "Pro",
    ...price(9_900),
    included_minutes: 600,
    overage_price_cents: 20,
    overage_allowed: true,
    ...limits(5, 5, 10, 5),
    features: ["transcripts", "recordings", "notifications", "integrations", "webhooks", "transcript_search"],
  },
  {
    key: "business",
    name: "Business",
    ...price(29_900),
    included_minutes: 2_000,
    overage_price_cents: 15,
    overage_allowed: true,
    ...limits(25, 25, 50, 20),
    features: [
      "transcripts",
      "recordings",
      "notifications",
      "integrations",
      "webhooks",
      "transcript_search",
      "api_keys",
      "priority_support",
    ],
  },
];
