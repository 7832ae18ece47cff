import type { ExpectedRoute, TestTurn } from "@callflex/contracts/assistant-test";

/** What of an assistant's configuration a test looks at. */
export interface TestedConfig {
  firstMessage: string;
  model: {
    messages: readonly { content: string }[];
    tools: readonly { type: string; function?: { name: string } }[];
  };
}

/** Where a call would lead, in the words of a test; a text for a question that has no answer. */
export type FoundRoute = { to: ExpectedRoute; words: string } | { unknown: string };

/** Everything that expectations are held against. */
export interface TestFacts {
  config: TestedConfig;
  conversation: readonly TestTurn[];
  /** By the place of the expectation in the test. */
  routes: ReadonlyMap<number, FoundRoute>;
}
