const LONGEST = 40;

/**
 * Makes a variable's name in prompts of its label: “Name of the company” is `nameOfTheCompany`.
 *
 * @param taken keys that there are already; a number tells a further one apart
 */
export function variableKey(label: string, taken: ReadonlySet<string>): string {
  const words = label
    .normalize("NFD")
    .replace(/[^A-Za-z0-9\s]/g, "")
    .trim()
    .split(/\s+/)
    .filter(Boolean);
  const [first = "value", ...rest] = words;
  const joined = [first.toLowerCase(), ...rest.map((word) => word[0]!.toUpperCase() + word.slice(1).toLowerCase())];
  const name = joined
    .join("")
    .replace(/^[0-9]+/, "")
    .slice(0, LONGEST - 3);
  const base = name === "" ? "value" : name[0]!.toLowerCase() + name.slice(1);
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}${number}`)) number += 1;
  return `${base}${number}`;
}
