import type { PhoneNumber, PhoneNumberRemedy, PhoneNumberStepName } from "@callflex/contracts/api/phone-numbers";
import { formatMoney, formatPhone } from "../format.ts";
import { countryName } from "./countries.ts";

type Tone = "good" | "wait" | "bad" | "plain";

/** A state in a word or two, and a sentence on what it means. */
export interface StateWords {
  tone: Tone;
  label: string;
  text: string;
}

const STATES: Record<PhoneNumber["state"], StateWords> = {
  provisioning: { tone: "wait", label: "Being set up", text: "It rings as soon as every step is done." },
  active: { tone: "good", label: "Active", text: "It takes calls." },
  failed: { tone: "bad", label: "Not set up", text: "It takes no calls, and nothing is charged for it." },
  releasing: { tone: "wait", label: "Being released", text: "It takes no calls any more." },
  released: { tone: "plain", label: "Released", text: "It isn’t yours any more." },
};

/** @returns what to tell about a number's state */
export function stateWords(state: PhoneNumber["state"]): StateWords {
  return STATES[state];
}

const TEXTING: Record<PhoneNumber["textingState"], StateWords> = {
  unregistered: {
    tone: "wait",
    label: "Texts not registered",
    text: "Carriers in the United States refuse texts from a business that isn’t registered with them. Until it is, what would be a text goes out by e-mail.",
  },
  pending: {
    tone: "wait",
    label: "Registration under way",
    text: "The carriers look at your business. This takes some days; until then, what would be a text goes out by e-mail.",
  },
  registered: { tone: "good", label: "Texts work", text: "Your business is registered with the carriers." },
  not_needed: { tone: "good", label: "Texts work", text: "Texts from this number need no registration." },
  not_possible: {
    tone: "plain",
    label: "Calls only",
    text: "This number can’t send texts. What would be a text goes out by e-mail.",
  },
};

/** @returns what to tell about texts from a number */
export function textingWords(state: PhoneNumber["textingState"]): StateWords {
  return TEXTING[state];
}

const TYPES: Record<PhoneNumber["numberType"], string> = { local: "Local", toll_free: "Toll-free", mobile: "Mobile" };

/** @returns `Toll-free`: the kind of a number in a word */
export function typeName(type: PhoneNumber["numberType"]): string {
  return TYPES[type];
}

/** @returns where a number is at home: `Denver, CO`, else its country */
export function placeWords({ city, region, country }: Pick<PhoneNumber, "city" | "region" | "country">): string {
  return [city, region].filter(Boolean).join(", ") || countryName(country);
}

/** @returns `$1.15 a month`; null for a price that isn't known */
export function priceWords(price: PhoneNumber["monthlyPrice"], locale: string): string | null {
  return price && `${formatMoney(price.minor, price.currency, locale)} a month`;
}

/** @returns what a number is called: its label, else its digits */
export function numberTitle({ label, e164 }: Pick<PhoneNumber, "label" | "e164">): string {
  return label ?? formatPhone(e164);
}

/** Says what callers of a number without an assistant hear, and where they are put through to. */
export function unansweredWords({ fallbackNumber }: Pick<PhoneNumber, "fallbackNumber">): string {
  const heard = "Callers hear “We can’t take your call right now”";
  return fallbackNumber ? `${heard} and are put through to ${formatPhone(fallbackNumber)}.` : `${heard}.`;
}

/** Says who takes a number's calls, and without an assistant what callers hear. */
export function answeredBy(number: Pick<PhoneNumber, "assistant" | "fallbackNumber">): string {
  return number.assistant?.name ?? `No assistant. ${unansweredWords(number)}`;
}

const STEPS: Record<PhoneNumberStepName, string> = {
  reserve: "Keep it for you",
  buy: "Buy it from the phone company",
  assistant: "Get the assistant ready",
  link: "Connect it to the voice service",
  webhooks: "Set up reports of calls and texts",
  activate: "Switch it on",
  unlink: "Take it from the assistant",
  disconnect: "Disconnect it from the voice service",
  give_back: "Give it back to the phone company",
  close: "Close it",
};

/** @returns what a step of setting up or releasing a number does */
export function stepTitle(step: PhoneNumberStepName): string {
  return STEPS[step];
}

const HELP: Record<PhoneNumberRemedy, string | null> = {
  // The failure's own words and the button say it.
  choose_another_number: null,
  give_address: "A number of this kind needs an address of your business on file. Support adds it for you.",
  give_bundle: "The authorities want papers of your business first. Support hands them in for you.",
  correct_input: "Something that was given for it is not right. Correct it, then try again.",
  tell_operator: "This is on our side. Support looks at it.",
};

/** @returns what to do about a number that could not be set up; null where nothing is known */
export function remedyWords(remedy: PhoneNumberRemedy | null): string | null {
  return remedy && HELP[remedy];
}
