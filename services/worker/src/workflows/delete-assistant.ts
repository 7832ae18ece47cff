import type { AssistantInput } from "@callflex/contracts/workflow";
import { proxyActivities, setCurrentDetails } from "@temporalio/workflow";
import type { AssistantActivities } from "../activities/assistant-activities.ts";
import { createAttention } from "./attention.ts";
import { readActivityFailure } from "./failure.ts";

const { removeAssistant } = proxyActivities<AssistantActivities>({
  startToCloseTimeout: "150 seconds",
  heartbeatTimeout: "10 seconds",
  scheduleToCloseTimeout: "6 hours",
  retry: { initialInterval: "2 seconds", backoffCoefficient: 2, maximumInterval: "1 minute" },
});

/** Takes a deleted assistant away from VAPI. It takes no calls since it was deleted; what is left there costs nothing. */
export async function deleteAssistant(input: AssistantInput): Promise<{ state: "deleted" | "abandoned" }> {
  const { organizationId, assistantId } = input;
  const askForHelp = createAttention();
  for (;;) {
    try {
      await removeAssistant.executeWithOptions({ summary: "Take it away from VAPI" }, [
        { organizationId, assistantId },
      ]);
      setCurrentDetails(`Assistant \`${assistantId}\` is gone from VAPI.`);
      return { state: "deleted" };
    } catch (error) {
      const { reason } = readActivityFailure(error);
      const decision = await askForHelp(`Assistant \`${assistantId}\` is still at VAPI: ${reason}`);
      if (decision === "abandon") return { state: "abandoned" };
    }
  }
}
