import { compareAssistants } from "./compare-assistants.ts";
import { compareCredentials } from "./compare-credentials.ts";
import { compareLinks } from "./compare-links.ts";
import { compareNumbers } from "./compare-numbers.ts";
import type { Difference, DriftExpectation, DriftResources, DriftRows } from "./drift-facts.ts";

/**
 * How what stands at the providers differs from what stands here. It only compares: the same input always gives the same
 * differences.
 *
 * @param rows of all organizations, or of one: then what belongs to others looks like nobody's
 */
export function compareDrift(rows: DriftRows, resources: DriftResources, expected: DriftExpectation): Difference[] {
  const numbers = compareNumbers(rows, resources, expected);
  // What isn't in the account any more can't be handed over to VAPI either.
  const missing = new Set(numbers.filter(({ kind }) => kind === "number_missing").map((one) => one.phoneNumberId));
  const links = compareLinks(rows, resources, expected).map((one) =>
    missing.has(one.phoneNumberId) && one.phoneNumberId !== null ? { ...one, repair: null } : one,
  );
  return [
    ...numbers,
    ...links,
    ...compareAssistants(rows, resources, expected),
    ...compareCredentials(rows, resources, expected),
  ];
}
