/** One thing that changed. `null` stands for what was not there. */
export interface ChangeLine {
  /** Where it stands, `businessHours · monday`. */
  label: string;
  before: string | null;
  after: string | null;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

type Facts = Record<string, unknown> | null;

/**
 * Says what an entry of the audit log changed, one line for each fact that differs.
 *
 * @param before facts before the change, null when there was nothing
 * @param after facts after it, null when nothing is left
 * @param instantWords writes an instant for people; left as it is without
 */
export function auditChanges(before: Facts, after: Facts, instantWords = (instant: string) => instant): ChangeLine[] {
  const write = (facts: Facts) =>
    new Map([...flatten(facts)].map(([label, text]) => [label, INSTANT.test(text) ? instantWords(text) : text]));
  const old = write(before);
  const now = write(after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((label) => ({ label, before: old.get(label) ?? null, after: now.get(label) ?? null }))
    .filter((line) => line.before !== line.after);
}

/** Facts by their place; a list of plain values is one fact. */
function flatten(facts: unknown, path: string[] = [], into = new Map<string, string>()): Map<string, string> {
  if (facts === null || facts === undefined) return into;
  if (Array.isArray(facts)) into.set(path.join(" · "), facts.map(plain).join(", ") || "none");
  else if (typeof facts === "object") {
    for (const [name, value] of Object.entries(facts)) flatten(value, [...path, words(name)], into);
  } else into.set(path.join(" · "), plain(facts));
  return into;
}

function plain(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "object" || value === null) return String(value);
  return Object.values(value).map(plain).join(" – ");
}

/** `businessHours` and `expires_at` as words. */
function words(name: string): string {
  return name
    .replace(/_/g, " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
}
