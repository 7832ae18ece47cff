import type { OfferedActionType } from "@callflex/contracts/call-actions";
import type { CallOutcome } from "@callflex/contracts/enums";

/** A turn: who speaks, and what. */
export type Turn = readonly ["assistant" | "caller", string];

/** A kind of call. Texts may hold {name} {first} {order} {day} {street} {route}, filled in differently for each call. */
export interface Conversation {
  outcome: CallOutcome;
  /** How many calls of a hundred go like this. */
  weight: number;
  summary: string | null;
  sentiment: "positive" | "neutral" | "negative" | null;
  endedReason: string;
  /** Who takes part: drivers call about routes, customers about deliveries. */
  turns: readonly Turn[];
  action?: { type: OfferedActionType; arguments: Record<string, unknown> };
}

const GREETING: Turn = [
  "assistant",
  "Thank you for calling Brightside Movers dispatch. This call may be recorded. How can I help you?",
];
const GOODBYE: Turn = ["assistant", "You're welcome. Thank you for calling Brightside Movers. Goodbye!"];
const ENDED = "assistant-said-end-call-phrase";
const HUNG_UP = "customer-ended-call";

/** The weights add up to 100. */
export const conversations: readonly Conversation[] = [
  {
    outcome: "answered",
    weight: 13,
    summary: "{name} asked about the office hours and whether the warehouse is open on {day}.",
    sentiment: "positive",
    endedReason: ENDED,
    turns: [
      GREETING,
      ["caller", "Hi, {first} here. Until when are you open on {day}?"],
      ["assistant", "The office is open from eight to six, Monday to Friday, and from nine to one on Saturday."],
      ["caller", "And can I drop off boxes at the warehouse then?"],
      ["assistant", "Yes, the warehouse takes boxes during office hours. Please put your name on each one."],
      ["caller", "Great, that's all I needed. Thanks!"],
      GOODBYE,
    ],
  },
  {
    outcome: "answered",
    weight: 12,
    summary: "{name} wanted to know which area the company serves before a move from {street}.",
    sentiment: "neutral",
    endedReason: ENDED,
    turns: [
      GREETING,
      ["caller", "Hello, do you move people out of Columbus as well, or only inside the city?"],
      ["assistant", "We serve Columbus and all of central Ohio, and we do long-distance moves from here."],
      ["caller", "Good. It's from {street} to Dayton, that would be next month."],
      ["assistant", "That is within our area. Would you like somebody to call you back with a quote?"],
      ["caller", "Not yet, I have to talk to my landlord first. I'll call again."],
      ["assistant", "Of course. We're here whenever you are ready."],
      ["caller", "Thank you, bye."],
      GOODBYE,
    ],
  },
  {
    outcome: "answered",
    weight: 10,
    summary: "{name} asked how claims for damaged goods work and was told to send photos within 48 hours.",
    sentiment: "neutral",
    endedReason: HUNG_UP,
    turns: [
      GREETING,
      ["caller", "This is {name}. How does it work if something got scratched during the move?"],
      ["assistant", "I'm sorry to hear that. Claims need photos within 48 hours, sent to the office by e-mail."],
      ["caller", "And do I have to keep the packaging?"],
      ["assistant", "Yes, please don't throw anything away until the claim is settled."],
      ["caller", "All right, I'll send the pictures tonight."],
    ],
  },
  {
    outcome: "message",
    weight: 9,
    summary: "{name} waits for order {order} and asks for a new delivery time. Message taken.",
    sentiment: "neutral",
    endedReason: ENDED,
    turns: [
      GREETING,
      ["caller", "Hi, it's {name}. My delivery was supposed to be here this morning and nobody came."],
      ["assistant", "I'm sorry about that, {first}. Do you have an order number?"],
      ["caller", "Yes, {order}."],
      [
        "assistant",
        "Thank you. I can't see where the truck is, but I'll pass it on to dispatch at once. Anything else to add?",
      ],
      ["caller", "Please call before you come, I have to be back from work by then."],
      [
        "assistant",
        "So: order {order}, not delivered this morning, and you want a call before the truck comes. Is that right?",
      ],
      ["caller", "Exactly."],
      ["assistant", "Your message is saved and dispatch has it now."],
      GOODBYE,
    ],
    action: {
      type: "takeMessage",
      arguments: {
        callerName: "{name}",
        message: "Order {order} was not delivered this morning. Please call before the truck comes.",
        urgent: false,
      },
    },
  },
  {
    outcome: "message",
    weight: 7,
    summary: "{name} reports a damaged dresser from the move at {street}. Upset, wants to hear from the office.",
    sentiment: "negative",
    endedReason: ENDED,
    turns: [
      GREETING,
      ["caller", "I'm really upset. Your crew was at {street} and now the leg of my dresser is broken."],
      ["assistant", "I'm very sorry. May I have your name, please?"],
      ["caller", "{name}. It's an heirloom, this can't just be glued."],
      ["assistant", "I understand, {first}. I'll take that down for the office. When was the move?"],
      ["caller", "On {day}. And I want somebody in charge to call me, not another machine."],
      ["assistant", "I've noted it as urgent: the dresser at {street}, moved on {day}, and a manager should call you."],
      ["caller", "Fine. Thank you."],
      GOODBYE,
    ],
    action: {
      type: "takeMessage",
      arguments: {
        callerName: "{name}",
        message: "The leg of a dresser was broken during the move at {street} on {day}. A manager should call.",
        urgent: true,
      },
    },
  },
  {
    outcome: "message",
    weight: 6,
    summary: "{name} says that the invoice for order {order} has the wrong address. Message for billing taken.",
    sentiment: "neutral",
    endedReason: HUNG_UP,
    turns: [
      GREETING,
      ["caller", "Good morning, {name} speaking. The invoice for {order} has our old address on it."],
      ["assistant", "Thank you for telling us. Which address should be on it?"],
      ["caller", "{street}. And please send it again by e-mail, our bookkeeper needs it by {day}."],
      ["assistant", "I've saved a message for billing: {street} on the invoice for {order}, sent again by {day}."],
      ["caller", "Perfect, thanks."],
    ],
    action: {
      type: "takeMessage",
      arguments: {
        callerName: "{name}",
        message: "The invoice for order {order} needs the address {street}. Please send it again by {day}.",
      },
    },
  },
  {
    outcome: "callback",
    weight: 9,
    summary: "{name} wants a quote for a two-bedroom move from {street} and asked for a call on {day}.",
    sentiment: "positive",
    endedReason: ENDED,
    turns: [
      GREETING,
      ["caller", "Hi! I'd like a quote for a move, two bedrooms, from {street} to Westerville."],
      ["assistant", "With pleasure. Somebody from the office will call you with a quote. May I have your name?"],
      ["caller", "{name}."],
      ["assistant", "Thank you, {first}. On which day would you like to move?"],
      ["caller", "The end of next month, I'm flexible."],
      ["assistant", "And when may we call you back?"],
      ["caller", "{day} after four would be great."],
      [
        "assistant",
        "I've scheduled a callback for {day} after four, about a two-bedroom move from {street} to Westerville.",
      ],
      ["caller", "Wonderful, thank you."],
      GOODBYE,
    ],
    action: {
      type: "scheduleCallback",
      arguments: {
        callerName: "{name}",
        preferredTime: "{day} after 4 pm",
        topic: "Quote for a two-bedroom move from {street} to Westerville at the end of next month",
      },
    },
  },
  {
    outcome: "callback",
    weight: 7,
    summary: "{name} wants to book storage for about three months and asked to be called back on {day}.",
    sentiment: "positive",
    endedReason: ENDED,
    turns: [
      GREETING,
      ["caller", "Hello, {name} here. Do you rent out storage? I need it for maybe three months."],
      ["assistant", "We do. I can't name a price, but the office can. How much is there to store?"],
      ["caller", "A one-bedroom apartment, so not that much."],
      ["assistant", "When is a good time to call you back?"],
      ["caller", "{day} morning, before ten."],
      ["assistant", "I've scheduled a callback for {day} before ten about storage for a one-bedroom apartment."],
      ["caller", "Thanks a lot."],
      GOODBYE,
    ],
    action: {
      type: "scheduleCallback",
      arguments: {
        callerName: "{name}",
        preferredTime: "{day} before 10 am",
        topic: "Storage for a one-bedroom apartment, about three months",
      },
    },
  },
  {
    outcome: "callout",
    weight: 6,
    summary: "Driver {name} is ill and can't take {route}. Callout logged.",
    sentiment: "neutral",
    endedReason: ENDED,
    turns: [
      GREETING,
      ["caller", "Hey, it's {first}. I'm sick, I can't make it tomorrow."],
      ["assistant", "I'm sorry to hear that. What is your full name, and which shift or route is it?"],
      ["caller", "{name}, {route}."],
      ["assistant", "So {name}, {route} tomorrow, because you are sick. Is that right?"],
      ["caller", "Yes. I've got a fever since last night."],
      ["assistant", "I've logged your callout and dispatch has been told. Get well soon!"],
      ["caller", "Thanks."],
      GOODBYE,
    ],
    action: {
      type: "logDriverCallout",
      arguments: { driverName: "{name}", shift: "Tomorrow, {route}", reason: "Sick with a fever" },
    },
  },
  {
    outcome: "callout",
    weight: 4,
    summary: "Driver {name} has no car and can't reach the depot for {route}. Callout logged.",
    sentiment: "neutral",
    endedReason: ENDED,
    turns: [
      GREETING,
      ["caller", "{first} here, one of the drivers. My car won't start, I won't get to the depot in time."],
      ["assistant", "Thanks for calling, {first}. What is your last name, and which route do you have today?"],
      ["caller", "{name}. I have {route}."],
      ["assistant", "I'm logging it: {name}, {route} today, no way to get to the depot."],
      ["caller", "Tell them I can take the afternoon if somebody picks me up."],
      ["assistant", "Dispatch has been told, and they will call you about the afternoon."],
      ["caller", "OK, bye."],
      GOODBYE,
    ],
    action: {
      type: "logDriverCallout",
      arguments: {
        driverName: "{name}",
        shift: "Today, {route}",
        reason: "Car doesn't start; could take the afternoon if somebody picks the driver up",
      },
    },
  },
  {
    outcome: "transferred",
    weight: 5,
    summary: "{name} asked for the dispatcher about a truck that can't get into {street} and was put through.",
    sentiment: "neutral",
    endedReason: "assistant-forwarded-call",
    turns: [
      GREETING,
      ["caller", "I need to talk to dispatch. The truck can't get into {street}, it's blocked."],
      ["assistant", "I'll put you through to Marcus in dispatch right away. One moment, please."],
      ["caller", "Thank you."],
    ],
    action: {
      type: "transferCall",
      arguments: { destination: "Dispatch", reason: "The truck can't get into {street}" },
    },
  },
  {
    outcome: "transferred",
    weight: 4,
    summary: "{name} wanted to speak to a person about a charge on the bill for {order} and was put through.",
    sentiment: "negative",
    endedReason: "assistant-forwarded-call",
    turns: [
      GREETING,
      ["caller", "Can I talk to a real person, please? There is a charge on my bill for {order} I don't recognize."],
      ["assistant", "Certainly. I'll connect you with Renee in billing. Please hold the line."],
      ["caller", "All right."],
    ],
    action: { type: "transferCall", arguments: { destination: "Billing", reason: "A charge on the bill for {order}" } },
  },
  { outcome: "missed", weight: 4, summary: null, sentiment: null, endedReason: HUNG_UP, turns: [] },
  {
    outcome: "abandoned",
    weight: 3,
    summary: null,
    sentiment: null,
    endedReason: HUNG_UP,
    turns: [["assistant", "Thank you for calling Brightside Movers dispatch."]],
  },
  {
    outcome: "failed",
    weight: 1,
    summary: null,
    sentiment: null,
    endedReason: "call.in-progress.error-providerfault-transcriber-failed",
    turns: [],
  },
];
