/** Values that must not be found, each with what it is. */
export type Planted = ReadonlyMap<string, string>;

/** A text in the ways in which logs, histories and addresses may write it. */
function spellings(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const digits = /^\+?\d{8,}$/.test(value) ? [value.replace("+", "")] : [];
  return [...new Set([value, json, encodeURIComponent(value), Buffer.from(value).toString("base64"), ...digits])];
}

/**
 * Looks for planted values in a text, also where they are escaped or encoded.
 *
 * @param where the text comes from
 * @returns what was found, and in which surroundings
 */
export function findPlanted(planted: Planted, where: string, text: string): string[] {
  const findings: string[] = [];
  for (const [value, what] of planted) {
    const found = spellings(value).find((one) => text.includes(one));
    if (found === undefined) continue;
    const at = text.indexOf(found);
    findings.push(`${where} tells ${what}: …${text.slice(Math.max(0, at - 120), at)}▮`);
  }
  return findings;
}
