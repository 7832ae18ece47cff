import { placeholdersIn, type Template, type TemplateVariable } from "@callflex/contracts/template";

/** How a prompt speaks of each function: a model calls rarely what its prompt never mentions. */
const MENTIONS: Record<Template["functions"][number]["type"], RegExp> = {
  takeMessage: /\btak(?:e|es) (?:a|no|careful) message/i,
  scheduleCallback: /\bschedule (?:a|the) callback/i,
  transferCall: /\bput (?:the caller|the call|them) through|\bis put through|\bare put through/i,
  logDriverCallout: /\blog the callout/i,
};

/** What each industry's prompt must not be without. */
const INDUSTRY_RULES: Record<string, [RegExp, string][]> = {
  logistics: [[/never guess an arrival time/i, "arrival times are not forbidden"]],
  legal: [
    [/never give legal advice/i, "legal advice is not forbidden"],
    [/never confirm|don't confirm/i, "who is a client is not kept confidential"],
    [/deadline/i, "deadlines are not asked for"],
  ],
  healthcare: [
    [/never give medical advice/i, "medical advice is not forbidden"],
    [/please hang up and dial 911 now/i, "the words for an emergency are missing"],
    [/never say whether somebody is a patient/i, "who is a patient is not kept confidential"],
  ],
  "home-services": [[/gas/i, "danger in a house is not spoken of"]],
  restaurant: [
    [/allerg/i, "allergies are not asked for"],
    [/never say that (?:a dish is safe|anything is free of)/i, "promises about allergens are not forbidden"],
  ],
  general: [],
};

const RECORDED = /this call may be recorded/i;
const FAREWELL = /goodbye|good night/i;
const WRITTEN_SIGNS = /[*#_<>[\]{}()|/@&%$]|https?:/;
const PHONE = /(?<!\d)\d{3}\D{1,2}\d{3}\D{1,2}\d{4}(?!\d)/g;
/** About twenty seconds of speech. */
const LONGEST_TURN_WORDS = 45;

function words(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

function digits(text: string): string {
  return text.replace(/\D/g, "");
}

function exampleOf(variable: TemplateVariable | undefined): string {
  return variable && "placeholder" in variable ? (variable.placeholder ?? "") : "";
}

function* promptWeaknesses({ prompt, firstMessage, functions, industrySlug, variables }: Template): Iterable<string> {
  if (!prompt.startsWith("You are the ")) yield "the prompt does not begin with the role";
  if (words(prompt) < 350) yield "the prompt is short";
  if (!/your manner is \{\{tone\}\}/i.test(prompt)) yield "the manner of speaking is missing";
  if (!/\bdial 911\b/.test(prompt)) yield "emergencies are not sent to the emergency services";
  if (!/\bnever\b/i.test(prompt)) yield "nothing is forbidden";
  if (!/short sentences/i.test(prompt)) yield "the spoken style is missing";
  if (!/\bread\b[^.]*phone numbers? back|phone numbers back/i.test(prompt)) yield "numbers are not read back";
  if (!/say goodbye/i.test(prompt)) yield "the end of a call is missing";
  if (variables.some(({ required }) => !required) && !prompt.includes('"not given"'))
    yield "what to say about unanswered questions is missing";
  for (const { type, when } of functions) {
    if (!MENTIONS[type].test(prompt)) yield `the prompt does not mention ${type}`;
    if (words(when) < 8) yield `when to call ${type} is hardly said`;
  }
  if (functions.some(({ type }) => type === "takeMessage") && !/\burgent\b/i.test(prompt))
    yield "what is urgent is missing";
  for (const [rule, problem] of INDUSTRY_RULES[industrySlug] ?? []) if (!rule.test(prompt)) yield problem;

  const used = new Set(placeholdersIn(`${prompt} ${firstMessage}`));
  for (const { key } of variables) if (!used.has(key)) yield `the answer to ${key} changes nothing`;
}

function* formWeaknesses({ variables }: Template): Iterable<string> {
  for (const type of ["text", "hours", "select", "phone"] as const)
    if (!variables.some((variable) => variable.type === type)) yield `no question of the type ${type}`;
  for (const variable of variables)
    if (variable.required && variable.type === "text" && !variable.placeholder) yield `${variable.key} has no example`;
}

function* conversationWeaknesses({ sampleConversation: turns, firstMessage, variables }: Template): Iterable<string> {
  const byKey = new Map(variables.map((variable) => [variable.key, variable]));
  const greeting = firstMessage.replace(/\{\{(\w+)\}\}/g, (_all, key: string) => exampleOf(byKey.get(key)));
  if (turns[0]?.text !== greeting) yield "the sample does not begin with the greeting";
  if (!turns.some(({ action }) => action)) yield "nothing is done in the sample";
  const last = turns.at(-1);
  if (last?.speaker !== "assistant" || !FAREWELL.test(last.text)) yield "the sample does not end politely";
  for (const [index, { speaker, text, action }] of turns.entries()) {
    if (speaker === turns[index - 1]?.speaker) yield `turn ${index + 1} follows one of the same speaker`;
    if (WRITTEN_SIGNS.test(text)) yield `turn ${index + 1} can't be spoken: ${text}`;
    if (speaker === "assistant" && words(text) > LONGEST_TURN_WORDS) yield `turn ${index + 1} is long`;
    if (action && index < 4) yield `${action} is called before anything was asked`;
    if (speaker === "assistant" && !action && /\b(?:is|are) (?:saved|scheduled|logged)\b/i.test(text))
      yield `turn ${index + 1} says that something is done, but does nothing`;
    if (speaker === "caller")
      for (const [phone] of text.matchAll(PHONE)) {
        const readBack = turns
          .slice(index + 1)
          .some((turn) => turn.speaker === "assistant" && digits(turn.text).includes(digits(phone)));
        if (!readBack) yield `${phone} is not read back`;
      }
  }
}

function* greetingWeaknesses({ firstMessage }: Template): Iterable<string> {
  if (placeholdersIn(firstMessage).length === 0) yield "the greeting does not name the business";
  if (!RECORDED.test(firstMessage)) yield "the greeting does not speak of the recording";
  if (!firstMessage.endsWith("?")) yield "the greeting does not end with a question";
}

/** Numbers of people that could be called: only 555-01xx is kept for fiction. */
function* realNumbers(template: Template): Iterable<string> {
  for (const [phone] of JSON.stringify(template).matchAll(PHONE))
    if (!/555\D{0,2}01\d\d$/.test(phone)) yield `${phone} may be somebody's number`;
}

/** What is weak about a template that its schema lets pass, in words; empty for a good one. */
export function templateWeaknesses(template: Template): string[] {
  return [
    ...promptWeaknesses(template),
    ...formWeaknesses(template),
    ...greetingWeaknesses(template),
    ...conversationWeaknesses(template),
    ...realNumbers(template),
  ];
}
