import { ABANDON_SIGNAL, RETRY_SIGNAL, SEARCH_ATTRIBUTES } from "@callflex/contracts/workflow";
import { defineSearchAttributeKey, SearchAttributeType } from "@temporalio/common";
import {
  condition,
  defineSignal,
  patched,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from "@temporalio/workflow";

const needsAttention = defineSearchAttributeKey(SEARCH_ATTRIBUTES.needsAttention, SearchAttributeType.BOOL);
const retrySignal = defineSignal(RETRY_SIGNAL);
const abandonSignal = defineSignal(ABANDON_SIGNAL);

/** What a person decides about a workflow that can't go on by itself. */
export type Decision = "retry" | "abandon";

/** Nobody has looked for this long: what is waited about has lost its worth. */
const PATIENCE = "30 days";

/** What {@link createAttention} makes. */
export interface Attention {
  (details: string, mended?: () => boolean): Promise<Decision>;
  /**
   * From now on a signal counts for the next wait, and none that came before: people may see a failure, and decide about it,
   * before the workflow has come to wait.
   */
  listen(): void;
}

/**
 * Sets up the two signals by which a person helps a workflow.
 *
 * @returns a function that marks the workflow with NeedsAttention and waits for one of them; after 30 days without any it
 *   decides to abandon. Signals that come while nobody waits or listens are ignored, so that a second click does nothing. Its
 *   second argument tells that another event may have mended what failed; that is a retry, too.
 */
export function createAttention(): Attention {
  let listening = false;
  let decision: Decision | undefined;
  const decide = (choice: Decision) => () => {
    if (listening) decision ??= choice;
  };
  setHandler(retrySignal, decide("retry"), { description: "Try again what failed for good" });
  setHandler(abandonSignal, decide("abandon"), { description: "Give up what failed for good" });

  const ask = async (details: string, mended = () => false): Promise<Decision> => {
    if (!listening) decision = undefined;
    listening = true;
    setCurrentDetails(`**Needs attention.** ${details}\n\nSend the signal \`retry\` or \`abandon\`.`);
    upsertSearchAttributes([{ key: needsAttention, value: true }]);
    try {
      await condition(() => decision !== undefined || mended(), PATIENCE);
    } finally {
      listening = false;
    }
    upsertSearchAttributes([{ key: needsAttention, value: false }]);
    return decision ?? (mended() ? "retry" : "abandon");
  };
  function listen(): void {
    if (!patched("listen-before-wait")) return;
    listening = true;
    decision = undefined;
  }
  return Object.assign(ask, { listen });
}
