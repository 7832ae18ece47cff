import { callerOf, type NotificationFacts } from "./render-facts.ts";

/** GSM 03.38: its basic characters count as one, those of the extension as two; any other makes the message UCS-2. */
const GSM_BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const GSM_EXTENSION = "^{}\\[~]|€";
const SINGLE_SEGMENT = 160;
/** Two segments of UCS-2; one of 70 has no room for a link. */
const TWO_UNICODE_SEGMENTS = 134;
/** A text shorter than this tells nothing: it is left out. */
const SHORTEST_EXCERPT = 12;

/** Quotes, dashes and spaces of typography have plain forms that don't turn the whole message into UCS-2. */
const PLAIN: [RegExp, string][] = [
  [/[\u2018\u2019\u201A\u2032]/g, "'"],
  [/[\u201C\u201D\u201E\u2033]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, "-"],
  [/\u2026/g, "..."],
  [/[\s\u00A0\u202F]+/g, " "],
];

function plain(text: string): string {
  return PLAIN.reduce((result, [from, to]) => result.replace(from, to), text.toWellFormed()).trim();
}

/** How much of a message a text takes up, in characters of its encoding; and how much there is. */
function measure(text: string): { used: number; room: number } {
  let used = 0;
  for (const character of text) {
    if (GSM_BASIC.includes(character)) used += 1;
    else if (GSM_EXTENSION.includes(character)) used += 2;
    else return { used: text.length, room: TWO_UNICODE_SEGMENTS };
  }
  return { used, room: SINGLE_SEGMENT };
}

function fits(text: string): boolean {
  const { used, room } = measure(text);
  return used <= room;
}

/** The text made of the longest beginning that fits, cut between whole letters; null when none of `shortest` does. */
function longest(text: string, shortest: number, compose: (beginning: string) => string): string | null {
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
  for (let length = letters.length; length >= shortest; length -= 1) {
    const composed = compose(letters.slice(0, length).join("").trimEnd());
    if (fits(composed)) return composed;
  }
  return null;
}

const TITLES: Record<NotificationFacts["kind"], string> = {
  message: "Message from",
  callback: "Call back",
  callout: "Callout:",
  missed_call: "Missed call from",
};

/** What a text message says beyond who called. */
function excerptOf({ kind, subject, details }: NotificationFacts): string {
  if (kind === "missed_call" || !subject) return "";
  const { preferredTime } = details;
  const when = kind === "callback" && typeof preferredTime === "string" ? `${preferredTime}: ` : "";
  return plain(`${details["urgent"] === true ? "URGENT " : ""}${when}${subject}`);
}

/**
 * Writes the text message about a call: one segment, or two where the words need letters beyond GSM 03.38. The words give
 * way first, then who called; link and reference stay whole. Pure.
 *
 * @param link address of the call's page; null for what is not about a call
 * @param reference code by which the message is found again; the body ends with `#<reference>`
 */
export function renderSms(facts: NotificationFacts, link: string | null, reference: string): string {
  const end = `${link ? `${link} ` : ""}#${reference}`;
  const title = plain(`${TITLES[facts.kind]} ${callerOf(facts)}`);
  const excerpt = excerptOf(facts);
  const compose = (head: string, words: string) => [words ? `${head}: ${words}` : head, end].filter(Boolean).join(" ");

  const whole = compose(title, excerpt);
  if (fits(whole)) return whole;
  return (
    longest(excerpt, SHORTEST_EXCERPT, (words) => compose(title, `${words}...`)) ??
    longest(title, 1, (head) => compose(head, "")) ??
    end
  );
}
