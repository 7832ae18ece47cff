import { SITE_AWAY_FAILURE, type ReadKnowledgeInput } from "@callflex/contracts/workflow";
import { ActivityFailure, ApplicationFailure, proxyActivities, setCurrentDetails } from "@temporalio/workflow";
import type { KnowledgeActivities } from "../activities/knowledge-activities.ts";
import { readActivityFailure } from "./failure.ts";

const { readEntry } = proxyActivities<KnowledgeActivities>({
  // Behind as many others as a worker takes on it waits for its turn; all tries together stay below the 15 minutes after
  // which a person may ask again.
  startToCloseTimeout: "210 seconds",
  heartbeatTimeout: "10 seconds",
  // Somebody waits for it on a page; a website that is away for longer is asked again by a person.
  retry: { initialInterval: "1 second", backoffCoefficient: 3, maximumAttempts: 4 },
});

const { giveUpReading } = proxyActivities<KnowledgeActivities>({
  startToCloseTimeout: "20 seconds",
  retry: { initialInterval: "500 milliseconds", backoffCoefficient: 2, maximumInterval: "10 seconds" },
});

function isSiteAway(error: unknown): boolean {
  return (
    error instanceof ActivityFailure &&
    error.cause instanceof ApplicationFailure &&
    error.cause.type === SITE_AWAY_FAILURE
  );
}

/** Reads a page or a file that an assistant shall answer from. Its words, and why it failed, stand on the entry alone. */
export async function readKnowledge(entry: ReadKnowledgeInput): Promise<{ state: string }> {
  try {
    const { state } = await readEntry.executeWithOptions({ summary: "Fetch and read" }, [entry]);
    setCurrentDetails(`Entry \`${entry.entryId}\` ended: ${state}.`);
    return { state };
  } catch (error) {
    const { reason } = readActivityFailure(error);
    await giveUpReading(entry, isSiteAway(error) ? "site_away" : "fault");
    setCurrentDetails(`Entry \`${entry.entryId}\` was given up: ${reason}`);
    return { state: "failed" };
  }
}
