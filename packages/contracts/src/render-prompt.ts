import type { VariableValues } from "./template.ts";

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

type Intervals = { opens: string; closes: string }[];

function title(day: string): string {
  return day[0]!.toUpperCase() + day.slice(1);
}

/** Opening hours as a person would say them; neighbouring days with the same hours are drawn together. */
export function spokenHours(hours: Partial<Record<(typeof DAYS)[number], Intervals>>): string {
  const runs: { from: string; to: string; text: string }[] = [];
  for (const day of DAYS) {
    const text = (hours[day] ?? []).map(({ opens, closes }) => `${opens} to ${closes}`).join(" and ") || "closed";
    const last = runs.at(-1);
    if (last?.text === text) last.to = day;
    else runs.push({ from: day, to: day, text });
  }
  return runs
    .map(({ from, to, text }) => `${from === to ? title(from) : `${title(from)} to ${title(to)}`}: ${text}`)
    .join("; ");
}

/** True for an answer that says nothing. */
export function isUnanswered(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === "string" && value.trim() === "") ||
    (Array.isArray(value) && value.length === 0)
  );
}

/**
 * Takes the meaning out of braces: VAPI evaluates `{{…}}` and `{%…%}` (Liquid) in what it is given, and an answer or a
 * document is to be read, not carried out.
 */
export function withoutTemplates(text: string): string {
  return text.replace(/\{(?=[{%])/g, "{ ");
}

function spoken(value: unknown): string {
  if (isUnanswered(value)) return "not given";
  if (Array.isArray(value)) return value.map(spoken).join(", ");
  if (typeof value === "object" && value !== null) return spokenHours(value);
  return withoutTemplates(typeof value === "string" ? value : JSON.stringify(value));
}

/**
 * Far beyond what may be published. Few letters can ask for the same long answer a thousand times, so putting in ends here, and
 * the rest is left away: what is cut is refused for its length anyway.
 */
export const LONGEST_RENDERED = 100_000;

/** A stretch of a text: written there, or put in for a variable. */
export interface RenderedPart {
  text: string;
  /** The variable that the stretch was put in for; null for what the author wrote. */
  filled: string | null;
}

/**
 * Puts the answers to a template's questions into its text, and tells what was put in where. What stays unanswered reads
 * "not given", so that no assistant ever speaks a placeholder.
 *
 * @param text prompt or greeting with `{{names}}`
 * @param values answers by name; hours become "Monday to Friday: 08:00 to 18:00; …"
 */
export function renderParts(text: string, values: VariableValues): RenderedPart[] {
  const parts: RenderedPart[] = [];
  let end = 0;
  let length = 0;
  for (const match of text.matchAll(/\{\{\s*([A-Za-z0-9]+)\s*\}\}/g)) {
    const key = match[1]!;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), filled: null });
    const put = spoken(Object.hasOwn(values, key) ? values[key] : undefined);
    parts.push({ text: put, filled: key });
    length += put.length;
    if (length > LONGEST_RENDERED) return parts;
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), filled: null });
  return parts;
}

/** The text of {@link renderParts} alone. */
export function renderPrompt(text: string, values: VariableValues): string {
  return renderParts(text, values)
    .map((part) => part.text)
    .join("");
}
