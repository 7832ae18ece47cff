import type { DriftFinding } from "@callflex/contracts/api/drift";
import type { DriftKind } from "@callflex/contracts/drift";

const SUPPORT = "Please contact support: this has to be put right by hand.";
const WE_LOOK = "It costs you nothing and no call is affected. We clear it up by hand.";

/** What was found, and what a person has to do where it isn't put right by itself. */
const WORDS: Record<DriftKind, { found: string; todo: string }> = {
  number_unowned: { found: "A number belongs to nobody.", todo: WE_LOOK },
  number_left_over: { found: "The number is not in use here any more and still kept.", todo: WE_LOOK },
  number_double: { found: "The number was bought twice.", todo: WE_LOOK },
  number_missing: {
    found: "The number is not yours any more: nobody can reach you by it.",
    todo: "Contact support to have it looked for, or release it and choose another number.",
  },
  number_stuck: { found: "The number has been set up or released for over an hour.", todo: SUPPORT },
  number_webhooks_wrong: { found: "Reports about the number’s calls went somewhere else.", todo: SUPPORT },
  number_calls_elsewhere: {
    found: "Calls to the number go somewhere else and don’t reach your assistant.",
    todo: SUPPORT,
  },
  link_unowned: { found: "A connection belongs to nobody.", todo: WE_LOOK },
  link_left_over: { found: "The number has an old connection besides the one in use.", todo: WE_LOOK },
  link_missing: { found: "The number had lost its connection, so that calls didn’t reach us.", todo: SUPPORT },
  link_server_wrong: { found: "What we should hear about calls went somewhere else.", todo: SUPPORT },
  link_credential_wrong: { found: "The number’s calls were signed with another webhook key.", todo: SUPPORT },
  link_fallback_wrong: {
    found: "Another telephone than the one you chose would have rung when no call can be taken.",
    todo: SUPPORT,
  },
  link_answers_itself: { found: "The number’s calls were answered without your routing.", todo: SUPPORT },
  assistant_unowned: { found: "An assistant belongs to nobody.", todo: WE_LOOK },
  assistant_left_over: { found: "An assistant that isn’t in use here any more is still kept.", todo: WE_LOOK },
  assistant_double: { found: "The assistant is there twice.", todo: WE_LOOK },
  assistant_missing: { found: "The assistant was gone on the telephone side.", todo: SUPPORT },
  assistant_changed: {
    found: "The assistant was changed outside of CallFlex.",
    todo: "Open it to see what differs. “Sync now” brings back what stands here.",
  },
  credential_missing: { found: "The webhook key was gone on the telephone side.", todo: SUPPORT },
  credential_double: { found: "There is an old webhook key besides the one in use.", todo: WE_LOOK },
};

/** What a finding says to somebody who isn't an engineer. */
export interface FindingWords {
  found: string;
  /** What happens about it, or what to do. */
  next: string;
}

/** @returns a finding in plain words */
export function findingWords(finding: Pick<DriftFinding, "kind" | "state" | "repairing">): FindingWords {
  const { found, todo } = WORDS[finding.kind];
  switch (finding.state) {
    case "open":
      return { found, next: finding.repairing ? "It is being put right. You don’t have to do anything." : todo };
    case "ignored":
      return { found, next: "You put this aside. It is neither put right nor shown as open." };
    case "repaired":
      return { found, next: "It was put right." };
    case "gone":
      return { found, next: "It is over." };
  }
}
