import type { TestCallInput } from "@callflex/contracts/workflow";
import { proxyActivities, setCurrentDetails, sleep } from "@temporalio/workflow";
import type { TestCallActivities } from "../activities/test-call-activities.ts";
import { readActivityFailure } from "./failure.ts";

const { placeTestCall } = proxyActivities<TestCallActivities>({
  startToCloseTimeout: "75 seconds",
  heartbeatTimeout: "10 seconds",
  // A telephone that rings long after somebody asked for it is worse than one that doesn't.
  scheduleToCloseTimeout: "100 seconds",
  // The call that a lost answer was about has to show up in VAPI's list before it is looked up.
  retry: { initialInterval: "3 seconds", backoffCoefficient: 2, maximumInterval: "20 seconds" },
});

const { giveUpTestCall, checkTestCall, closeTestCall } = proxyActivities<TestCallActivities>({
  startToCloseTimeout: "30 seconds",
  scheduleToCloseTimeout: "10 minutes",
  retry: { initialInterval: "1 second", backoffCoefficient: 2, maximumInterval: "30 seconds" },
});

/** When the call is looked at; its events end it long before, unless they get lost. A call lasts 15 minutes at most. */
const WAITS = ["5 seconds", "25 seconds", "1 minute", "2 minutes", "4 minutes", "8 minutes", "8 minutes"] as const;

/**
 * Places the call that a person asked for to hear an assistant, and follows it to its end. What becomes of the call itself
 * is told by its events, as with any call.
 */
export async function testCall(input: TestCallInput): Promise<{ state: string }> {
  const ref = { organizationId: input.organizationId, testCallId: input.testCallId };
  let { state } = await placeTestCall
    .executeWithOptions({ summary: "Place the call" }, [ref])
    .catch((error: unknown) => {
      readActivityFailure(error);
      return giveUpTestCall.executeWithOptions({ summary: "Look a last time whether it was placed" }, [ref]);
    });
  for (const wait of WAITS) {
    if (state !== "placed") break;
    setCurrentDetails(`Test call \`${ref.testCallId}\` is placed.`);
    await sleep(wait, { summary: "until it may have ended" });
    try {
      ({ state } = await checkTestCall.executeWithOptions({ summary: "Look whether it has ended" }, [ref]));
    } catch (error) {
      // How it stands is asked again.
      readActivityFailure(error);
    }
  }
  if (state === "placed")
    ({ state } = await closeTestCall.executeWithOptions({ summary: "Nobody tells its end" }, [ref]));
  setCurrentDetails(`Test call \`${ref.testCallId}\` ended: ${state}.`);
  return { state };
}
