const SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");

/** Reads the first number of a text, in digits or as a word up to twelve. */
export function readNumber(text: string): number | undefined {
  const digits = text.replace(/(\d),(?=\d{3}\b)/g, "$1").match(/-?\d+(\.\d+)?/);
  if (digits) return Number(digits[0]);
  const words: string[] = text.toLowerCase().match(/[a-z]+/g) ?? [];
  for (const word of words) {
    const value = SMALL.indexOf(word);
    if (value >= 0) return value;
  }
  return /\b(a couple|a pair)\b/i.test(text) ? 2 : undefined;
}

/**
 * Reads a telephone number: with a plus as it is, ten digits as a North American one.
 *
 * @returns E.164
 */
export function readPhone(text: string): string | undefined {
  for (const found of text.match(/\+?[\d(][\d\s().-]{5,}\d/g) ?? []) {
    const digits = found.replace(/\D/g, "");
    if (found.startsWith("+") && digits.length >= 8 && digits.length <= 15) return `+${digits}`;
    if (digits.length === 10) return `+1${digits}`;
    if (digits.length === 11 && digits.startsWith("1")) return `+${digits}`;
  }
  return undefined;
}

/** Reads an e-mail address, also one that is spoken: "tom at example dot com". */
export function readEmail(text: string): string | undefined {
  const pattern = /[a-z0-9](?:[a-z0-9_%+-]|\.(?=[a-z0-9]))*@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/i;
  const written = text.match(pattern);
  if (written) return written[0].toLowerCase();
  const spoken = text
    .toLowerCase()
    .replace(/\s+at\s+/g, "@")
    .replace(/\s+dot\s+/g, ".");
  return spoken.match(pattern)?.[0];
}
