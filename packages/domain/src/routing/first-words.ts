import type { NumberDisclosure } from "@callflex/contracts/disclosure";
import type { RouteAnswer } from "@callflex/contracts/routing";
import type { AssistantLanguage } from "@callflex/contracts/template";
import type { Tx } from "@callflex/db/transaction";
import { disclosureOf } from "../disclosure/disclosure-of.ts";
import type { LoadedRoute } from "./load-route-facts.ts";
import { loadSpeaker } from "./load-speaker.ts";

/** What an assistant says first in a call. */
export interface FirstWords {
  /** Its own words, before the number's notices. */
  own: string;
  /** What the number's callers are told, in the language of that assistant. */
  disclosure: NumberDisclosure;
}

/** What the assistant of an answer says first; null where no assistant speaks. */
export async function firstWords(tx: Tx, route: LoadedRoute, answer: RouteAnswer): Promise<FirstWords | null> {
  const { own, place, storedDisclosure, organization } = route;
  const told = (language: AssistantLanguage) => disclosureOf(storedDisclosure, place, language);
  if (answer.kind === "take_message") return { own: answer.greeting, disclosure: told(route.language) };
  if (answer.kind !== "assistant") return null;
  const { assistantId } = answer;
  const speaker =
    own?.id === assistantId ? own : await loadSpeaker(tx, { organizationId: organization.id, assistantId });
  return { own: speaker?.firstMessage ?? "", disclosure: told(speaker?.language ?? "en") };
}
