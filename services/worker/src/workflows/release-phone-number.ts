import type { PhoneNumberInput } from "@callflex/contracts/workflow";
import {
  CancellationScope,
  getExternalWorkflowHandle,
  isCancellation,
  proxyActivities,
  setCurrentDetails,
  sleep,
} from "@temporalio/workflow";
import type { ReleaseActivities } from "../activities/release-activities.ts";
import { createAttention } from "./attention.ts";
import { readActivityFailure } from "./failure.ts";

const { beginRelease, closeRelease, leaveRelease } = proxyActivities<ReleaseActivities>({
  startToCloseTimeout: "20 seconds",
  retry: { initialInterval: "500 milliseconds", backoffCoefficient: 2, maximumInterval: "10 seconds" },
});

const { unlinkNumber, disconnectNumber, giveBackNumber } = proxyActivities<ReleaseActivities>({
  startToCloseTimeout: "6 minutes",
  heartbeatTimeout: "8 seconds",
  // The activity itself knows how long a provider is tried.
  retry: { initialInterval: "1 second", backoffCoefficient: 2, maximumInterval: "30 seconds" },
});

/** The longest pause between two looks whether another workflow has ended, in seconds. */
const LONGEST_PAUSE = 30;

/** Calls another workflow off. @returns false when it isn't there (any more) */
async function callOff(workflowId: string): Promise<boolean> {
  try {
    await getExternalWorkflowHandle(workflowId).cancel();
    return true;
  } catch {
    return false;
  }
}

/**
 * Gives a number back: unlink, take it from VAPI, then from Twilio. One that is still being set up is called off first; its own
 * workflow undoes what it did, and what it couldn't undo is undone here. Calls and history stay.
 */
export async function releasePhoneNumber(input: PhoneNumberInput): Promise<{ state: string }> {
  const { organizationId, phoneNumberId } = input;
  const number = { organizationId, phoneNumberId };
  const askForHelp = createAttention();
  /** Runs a step; people read of its failure before it is told here. */
  async function step(work: () => Promise<void>): Promise<void> {
    askForHelp.listen();
    await work();
  }

  try {
    return await giveBack();
  } catch (error) {
    // Called off: whoever wants it to go on begins it anew.
    if (isCancellation(error)) {
      await CancellationScope.nonCancellable(() =>
        leaveRelease.executeWithOptions({ summary: "Called off" }, [number]),
      );
    }
    throw error;
  }

  async function giveBack(): Promise<{ state: string }> {
    let takeOver = false;
    for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      const start = await beginRelease.executeWithOptions({ summary: "Begin" }, [{ ...number, takeOver }]);
      if (start.kind === "superseded") return { state: "superseded" };
      if (start.kind === "begun") break;
      takeOver = !(await callOff(start.workflowId));
      if (!takeOver) await sleep(`${pause} seconds`, { summary: "until its setting up is undone" });
    }

    for (;;) {
      try {
        setCurrentDetails(`Number \`${phoneNumberId}\` is given back.`);
        await step(() => unlinkNumber.executeWithOptions({ summary: "No reports of Twilio" }, [number]));
        await step(() => disconnectNumber.executeWithOptions({ summary: "Take it from VAPI" }, [number]));
        await step(() => giveBackNumber.executeWithOptions({ summary: "Give it back to Twilio" }, [number]));
        await step(() => closeRelease.executeWithOptions({ summary: "Close" }, [number]));
        setCurrentDetails(`Number \`${phoneNumberId}\` is released.`);
        return { state: "released" };
      } catch (error) {
        const { reason } = readActivityFailure(error);
        const decision = await askForHelp(`Number \`${phoneNumberId}\` could not be given back: ${reason}`);
        if (decision === "retry") continue;
        await leaveRelease.executeWithOptions({ summary: "Given up" }, [number]);
        return { state: "releasing" };
      }
    }
  }
}
