import type { Fact, Scenario } from "./scenario.ts";

/** Facts that nearly every caller has. */
function person(name: string, phone: string, more: readonly Fact[] = []): Fact[] {
  return [
    ...more,
    { about: /phone number|reach you|call you|callback number|number to reach/i, say: `You can reach me at ${phone}.` },
    { about: /\bname\b/i, say: name },
    { about: /e-?mail/i, say: `${name.toLowerCase().replace(/[^a-z]+/g, ".")}@example.com` },
  ];
}

/** The callers that the sandbox can play. The first one is played when nothing else is asked for. */
export const scenarios: readonly Scenario[] = [
  {
    id: "leave-message",
    industry: "general",
    title: "Leaves a message",
    from: "+12125550133",
    opening: "Hi, this is Tom Reyes. Could I leave a message for the office, please?",
    facts: person("Tom Reyes", "212 555 0133", [
      {
        about: /about|message|reason|matter|pass on/i,
        say: "The invoice I got last week has the wrong address on it. Could you send me a new one?",
      },
      { about: /urgen|priority/i, say: "It's normal, nothing urgent." },
    ]),
  },
  {
    id: "callback-wanted",
    industry: "general",
    title: "Wants to be called back",
    from: "+14155550142",
    opening: "Hello, my name is Priya Nair. Could somebody call me back about my contract, please?",
    facts: person("Priya Nair", "415 555 0142", [
      { about: /about|reason|matter|topic/i, say: "It's about renewing my contract." },
      { about: /day|time|when/i, say: "Tomorrow at 3 pm would be good." },
    ]),
  },
  {
    id: "transfer-wanted",
    industry: "general",
    title: "Wants to speak to a person",
    from: "+13125550119",
    opening: "Hi, I'd rather speak to a human, can you put me through to someone in billing?",
    facts: person("Jonas Weber", "312 555 0119", [
      { about: /about|reason|matter/i, say: "A charge on my bill that I don't recognise." },
    ]),
  },
  {
    id: "transfer-unanswered",
    industry: "general",
    title: "Transfer that nobody answers",
    from: "+13125550127",
    opening: "Hi, this is Marta Silva, please connect me to a real person.",
    operatorAnswers: false,
    facts: person("Marta Silva", "312 555 0127", [
      { about: /about|reason|matter|message/i, say: "Please tell them I will come by on Friday." },
    ]),
  },
  {
    id: "driver-callout",
    industry: "logistics",
    title: "Driver can't come to work",
    from: "+16145550171",
    opening: "Hey, this is Luis Ortega, I'm a driver. I'm calling out sick, I can't make my shift tomorrow.",
    facts: person("Luis Ortega", "614 555 0171", [
      { about: /driver (id|number)|employee|badge|unit/i, say: "4471" },
      { about: /about|reason|matter|problem/i, say: "I have the flu." },
      { about: /day|date|when|shift|time/i, say: "Tomorrow at 6 am." },
      { about: /route|load|truck/i, say: "The Columbus route, truck 12." },
    ]),
  },
  {
    id: "logistics-breakdown",
    industry: "logistics",
    title: "Truck broke down on the road",
    from: "+16145550188",
    opening: "This is Dana Cole, driver of truck 31. I broke down on I-70 near exit 112, it's an emergency.",
    facts: person("Dana Cole", "614 555 0188", [
      { about: /shift|route/i, say: "The night route to Dayton." },
      { about: /where|location|position|address/i, say: "I-70 westbound, near exit 112." },
      { about: /driver (id|number)|employee/i, say: "3105" },
      { about: /truck|vehicle|unit|load/i, say: "Truck 31." },
      { about: /about|reason|problem|what happened/i, say: "The engine lost all power, it needs a tow." },
      { about: /urgen|priority|emergency/i, say: "Yes, it's an emergency, it's urgent." },
      { about: /day|time|when/i, say: "Today, right now at 2 pm." },
    ]),
  },
  {
    id: "legal-new-client",
    industry: "legal",
    title: "New client asks for a consultation",
    from: "+16175550164",
    opening: "Good morning, my name is Helen Brandt. I'd like to book a consultation about a lease dispute.",
    facts: person("Helen Brandt", "617 555 0164", [
      { about: /about|matter|case|reason|type|service/i, say: "A dispute with my landlord about the lease." },
      { about: /day|time|date|when/i, say: "Thursday at 10 am." },
      { about: /other (side|party)|opposing/i, say: "Harbor Street Properties." },
      { about: /urgen|priority/i, say: "Normal." },
    ]),
    followUps: ["Could somebody call me back before that?"],
  },
  {
    id: "healthcare-appointment",
    industry: "healthcare",
    title: "Patient books a cleaning",
    from: "+14155550128",
    opening: "Hi, it's Omar Haddad. I would like to book an appointment for a cleaning this week.",
    facts: person("Omar Haddad", "415 555 0128", [
      { about: /birth/i, say: "March 5, 1986." },
      { about: /new|first visit|been here/i, say: "Yes." },
      { about: /insurance/i, say: "Delta Dental PPO." },
      { about: /about|reason|service|type|procedure/i, say: "A cleaning." },
      { about: /day|time|date|when/i, say: "Friday at 9:15 am, please." },
    ]),
  },
  {
    id: "home-services-burst-pipe",
    industry: "home services",
    title: "Burst pipe, urgent",
    from: "+12065550155",
    opening:
      "Hi, this is Grace Lee, a pipe burst in my kitchen and water is everywhere, can you take a message for the plumber? It's urgent.",
    facts: person("Grace Lee", "206 555 0155", [
      { about: /address|where|location/i, say: "1820 Pine Street, Seattle." },
      { about: /about|problem|issue|message|matter/i, say: "A pipe burst in my kitchen and water is everywhere." },
      { about: /urgen|priority|emergency/i, say: "It's an emergency, yes, very urgent." },
      { about: /day|time|when/i, say: "Today, as soon as possible, at 2 pm." },
    ]),
  },
  {
    id: "restaurant-reservation",
    industry: "restaurant",
    title: "Reserves a table",
    from: "+13055550137",
    opening: "Hello, this is Yuki Tanaka. I'd like to reserve a table for four on Saturday evening.",
    facts: person("Yuki Tanaka", "305 555 0137", [
      { about: /how many|guests|people|party|size/i, say: "Four." },
      { about: /day|time|date|when/i, say: "Saturday at 7 pm." },
      { about: /allerg|request|occasion|about|service|type/i, say: "A quiet table for a birthday." },
    ]),
  },
  {
    id: "silent-caller",
    industry: "general",
    title: "Says nothing",
    from: "+12125550150",
    opening: null,
    facts: [],
  },
  {
    id: "early-hang-up",
    industry: "general",
    title: "Hangs up during the greeting",
    from: "+12125550151",
    opening: null,
    facts: [],
    hangsUpAfterMs: 1_800,
  },
  {
    id: "answers-the-phone",
    industry: "general",
    title: "Picks up a call from the assistant",
    from: "+12125550177",
    opening: "Hello? Yes, I can hear you. Please take a message: the test call works.",
    facts: person("Sam Porter", "212 555 0177", [
      { about: /about|message|reason|matter/i, say: "The test call works." },
    ]),
  },
];

/** Finds a scenario by its id. */
export function scenarioById(id: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id);
}
