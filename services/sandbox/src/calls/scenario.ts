/** Something that the caller knows, and the words in a question that it answers. */
export interface Fact {
  about: RegExp;
  say: string;
}

/** A caller. */
export interface Scenario {
  id: string;
  industry: "logistics" | "legal" | "healthcare" | "home services" | "restaurant" | "general";
  title: string;
  /** The number that the person calls from. */
  from: string;
  /** First words; null for somebody who says nothing. */
  opening: string | null;
  facts: readonly Fact[];
  /** Said one after the other when asked for anything else. */
  followUps?: readonly string[];
  /** Hangs up this many ms after the greeting began. */
  hangsUpAfterMs?: number;
  /** Whether the person that a transfer reaches picks up. */
  operatorAnswers?: boolean;
}
