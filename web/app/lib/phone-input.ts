/**
 * Brings a phone number as people type it into E.164 form: spaces, dots, dashes and brackets go, 00 becomes +, and a
 * number of ten digits is a North American one.
 *
 * @returns what was typed where it can't be one
 */
export function phoneInput(typed: string): string {
  const plain = typed.trim().replace(/[\s().\-–/]/g, "");
  if (!/^(\+|00)?\d+$/.test(plain)) return typed.trim();
  if (plain.startsWith("+")) return plain;
  if (plain.startsWith("00")) return `+${plain.slice(2)}`;
  if (plain.length === 10) return `+1${plain}`;
  return plain.length === 11 && plain.startsWith("1") ? `+${plain}` : plain;
}
