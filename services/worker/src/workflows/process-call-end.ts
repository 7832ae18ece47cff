import type { ProcessCallEndInput } from "@callflex/contracts/workflow";
import { proxyActivities, setCurrentDetails, sleep } from "@temporalio/workflow";
import type { CallActivities } from "../activities/call-activities.ts";
import { createAttention } from "./attention.ts";
import { readActivityFailure } from "./failure.ts";

const { settleCall, recordUnsettled, closeArtifacts } = proxyActivities<CallActivities>({
  startToCloseTimeout: "20 seconds",
  // A database that is away comes back: what can't be mended by waiting is reported as final by the activity.
  retry: { initialInterval: "500 milliseconds", backoffCoefficient: 2, maximumInterval: "10 seconds" },
});

const { fetchArtifacts } = proxyActivities<CallActivities>({
  startToCloseTimeout: "30 seconds",
  scheduleToCloseTimeout: "5 minutes",
  retry: { initialInterval: "2 seconds", backoffCoefficient: 2, maximumInterval: "1 minute" },
});

/** When VAPI is asked for what its report lacked, counted from the try before. */
const ARTIFACT_WAITS = ["30 seconds", "1 minute", "3 minutes", "10 minutes"] as const;

/**
 * Processes a call that ended: everything that is ours in one activity and one transaction. What the report lacked (a
 * recording, a late analysis) is asked for afterwards, a few times.
 */
export async function processCallEnd(input: ProcessCallEndInput): Promise<{ settled: boolean }> {
  const { organizationId, callId } = input;
  const call = { organizationId, callId };
  const askForHelp = createAttention();

  for (;;) {
    try {
      const { outcome, needsArtifacts } = await settleCall.executeWithOptions({ summary: "Store, count, notify" }, [
        call,
      ]);
      setCurrentDetails(`Call \`${callId}\` is settled: ${outcome}.`);
      if (needsArtifacts) await fetchWhatIsMissing(call);
      return { settled: true };
    } catch (error) {
      const { reason } = readActivityFailure(error);
      const decision = await askForHelp(`Call \`${callId}\` could not be settled: ${reason}`);
      setCurrentDetails(`Call \`${callId}\`: a person decided to ${decision}.`);
      if (decision === "abandon") {
        await recordUnsettled(call);
        return { settled: false };
      }
    }
  }
}

async function fetchWhatIsMissing(call: { organizationId: string; callId: string }): Promise<void> {
  for (const wait of ARTIFACT_WAITS) {
    await sleep(wait, { summary: "until the recording may be there" });
    try {
      const { complete } = await fetchArtifacts.executeWithOptions({ summary: "Ask VAPI for the recording" }, [call]);
      if (complete) return;
    } catch (error) {
      // The call is settled without it; the next try, or the timeline's last word, is enough.
      readActivityFailure(error);
    }
  }
  await closeArtifacts(call);
}
