import { numberDisclosure, type NumberDisclosure } from "@callflex/contracts/disclosure";
import type { AssistantLanguage } from "@callflex/contracts/template";
import { suggestDisclosure, type NumberPlace } from "./suggest-disclosure.ts";

/** What was chosen for a number; null while nothing is, and the suggestion of its place holds. */
export function chosenDisclosure(stored: unknown): NumberDisclosure | null {
  const nothing = typeof stored === "object" && stored !== null && Object.keys(stored).length === 0;
  return nothing ? null : numberDisclosure.parse(stored);
}

/**
 * What holds on a number: what was chosen for it, else the suggestion.
 *
 * @param stored the column's value
 * @param language of the assistant that speaks first
 */
export function disclosureOf(stored: unknown, place: NumberPlace, language: AssistantLanguage): NumberDisclosure {
  return chosenDisclosure(stored) ?? suggestDisclosure(place, language).disclosure;
}
