/** Words that say nothing about what is wanted. */
const STOP_WORDS = new Set(
  (
    "a an and are as at be been but by can could do does for from get give had has have he her him his how i if in into is it its " +
    "just know let like ll me my need of on or our out please she so some that the their them then there they this to up us use " +
    "used using ve want wants was we were what when where which who will with would you your yours also any when whenever caller " +
    "callers call calls calling user customer customers tool function once after before d m re s t hi hello hey yes no not about"
  ).split(" "),
);

/** Phrases that mean one thing although their words don't. Replaced before words are compared. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\b(call|ring|phone|get) (me|us|him|her|them)?\s*back\b|\breturn (my|the|a) call\b|\bcall-back\b/g, " callback "],
  [/\b(speak|talk|connect(ed)?|transfer(red)?|put (me )?through)\b( me)?( directly)? (to|with)\b/g, " transfer "],
  [/\b(real|actual|live) (person|human)\b|\bhuman being\b/g, " transfer "],
  [
    /\bcall(ing)?[- ](out|off|in sick)\b|\b(can'?t|cannot|won'?t) (make|do|drive|cover) (it|my|the|today)\b/g,
    " callout ",
  ],
  [/\b(broke|broken|breaking) down\b|\bflat (tire|tyre)\b/g, " breakdown "],
  [/\bpass (it|this|that|something)? ?on\b/g, " message "],
  [/\btext (me|us|message)\b/g, " sms "],
];

/** Words by the thing that they are about. The first word of each line names it. */
const CONCEPTS = [
  "message note voicemail memo",
  "callback",
  "transfer forward handoff human operator representative receptionist department extension",
  "appointment book booking reserve reservation table visit consultation checkup cleaning schedule reschedule meeting",
  "availability available opening openings slot slots free",
  "driver truck trailer lorry breakdown callout dispatch dispatcher shift rig haul",
  "order shipment parcel delivery package load tracking",
  "sms text",
  "contact record lookup account",
  "emergency urgent urgency burst leak leaking flood fire smoke gas",
  "quote estimate price pricing cost",
  "cancel cancellation",
  "complaint complain refund",
  "hours open closing directions",
  "insurance coverage",
  "payment invoice bill billing",
].map((line) => line.split(" ").map(stem));

const CONCEPT_BY_WORD = new Map(CONCEPTS.flatMap((words) => words.map((word) => [word, words[0] ?? word] as const)));

/**
 * The meaningful words of a text, in lower case, without endings, with synonyms brought to one word.
 *
 * @param text what somebody said, or a description
 */
export function conceptsIn(text: string): Set<string> {
  let plain = ` ${text.toLowerCase().replace(/[’`]/g, "'")} `;
  for (const [phrase, word] of PHRASES) plain = plain.replace(phrase, word);
  const words = plain.match(/[a-z0-9']+/g) ?? [];
  return new Set(words.filter((word) => !STOP_WORDS.has(word)).map(conceptOf));
}

/** The words of a name in camelCase, snake_case or kebab-case: `logDriverCallout` gives log, driver, callout. */
export function splitName(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());
}

/** A name as somebody would say it: `callbackTime` gives "callback time". */
export function sayName(name: string): string {
  return splitName(name).join(" ");
}

/** The one word that stands for a word and its synonyms. */
export function conceptOf(word: string): string {
  const stemmed = stem(word);
  return CONCEPT_BY_WORD.get(stemmed) ?? stemmed;
}

/** Cuts the commonest endings off a word. */
export function stem(word: string): string {
  const bare = word.replace(/'s$|'/g, "");
  if (bare.length > 5 && bare.endsWith("ing")) return bare.slice(0, -3);
  if (bare.length > 4 && bare.endsWith("ies")) return `${bare.slice(0, -3)}y`;
  if (bare.length > 4 && bare.endsWith("ed")) return bare.slice(0, -2);
  if (bare.length > 3 && bare.endsWith("s") && !bare.endsWith("ss")) return bare.slice(0, -1);
  return bare;
}
