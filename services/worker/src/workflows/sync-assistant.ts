import { SYNC_SIGNAL, type AssistantInput } from "@callflex/contracts/workflow";
import { defineSignal, proxyActivities, setCurrentDetails, setHandler } from "@temporalio/workflow";
import type { AssistantActivities } from "../activities/assistant-activities.ts";
import { createAttention } from "./attention.ts";
import { readActivityFailure } from "./failure.ts";

const syncSignal = defineSignal(SYNC_SIGNAL);

// Long enough for a making that VAPI is slow about, and for the looks before and after it.
const { pushAssistant } = proxyActivities<AssistantActivities>({
  startToCloseTimeout: "150 seconds",
  heartbeatTimeout: "10 seconds",
  scheduleToCloseTimeout: "6 hours",
  retry: { initialInterval: "2 seconds", backoffCoefficient: 2, maximumInterval: "1 minute" },
});

const { recordSyncGivenUp } = proxyActivities<AssistantActivities>({
  startToCloseTimeout: "20 seconds",
  retry: { initialInterval: "500 milliseconds", backoffCoefficient: 2, maximumInterval: "10 seconds" },
});

/**
 * Brings an assistant to VAPI as it now is, and again as long as it was asked for meanwhile: what is asked for while a push is
 * under way becomes one push after it. What fails for good waits for a person, or for the next change, which may mend it.
 */
export async function syncAssistant(
  input: AssistantInput,
): Promise<{ state: "synced" | "drifted" | "gone" | "abandoned" }> {
  const { organizationId, assistantId } = input;
  const assistant = { organizationId, assistantId };
  const askForHelp = createAttention();
  let asked = true;
  setHandler(syncSignal, () => void (asked = true), { description: "The assistant has changed" });

  let state: "synced" | "drifted" | "gone" = "synced";
  while (asked) {
    asked = false;
    try {
      const pushed = await pushAssistant.executeWithOptions({ summary: "Bring it to VAPI" }, [assistant]);
      state = pushed.outcome;
      setCurrentDetails(`Assistant \`${assistantId}\`, version ${pushed.version ?? "none"}: ${state}.`);
    } catch (error) {
      const { final, reason } = readActivityFailure(error);
      if (!final) await recordSyncGivenUp(assistant);
      const decision = await askForHelp(`Assistant \`${assistantId}\` did not get to VAPI: ${reason}`, () => asked);
      setCurrentDetails(`Assistant \`${assistantId}\`: ${decision}.`);
      // What was asked for in the same moment is done all the same.
      if (decision === "abandon" && !asked) return { state: "abandoned" };
      asked = true;
    }
  }
  return { state };
}
