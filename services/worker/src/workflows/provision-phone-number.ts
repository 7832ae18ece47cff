import type { PhoneNumberInput } from "@callflex/contracts/workflow";
import {
  ActivityCancellationType,
  ActivityFailure,
  CancellationScope,
  defineQuery,
  isCancellation,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  sleep,
} from "@temporalio/workflow";
import type { PhoneNumberActivities } from "../activities/phone-number-activities.ts";
import { createAttention } from "./attention.ts";
import { readActivityFailure } from "./failure.ts";

// A try that is under way at a provider is waited for, also when everything is called off: what it did has to be known before
// it can be undone.
const patient = {
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  heartbeatTimeout: "8 seconds",
  // The activity itself knows how long a provider is tried.
  retry: { initialInterval: "1 second", backoffCoefficient: 2, maximumInterval: "30 seconds" },
} as const;

const { buyNumber, setNumberWebhooks, undoNumberStep } = proxyActivities<PhoneNumberActivities>({
  ...patient,
  startToCloseTimeout: "2 minutes",
});

// VAPI may take its time, and is asked several times.
const { ensureNumberAssistant, linkNumber } = proxyActivities<PhoneNumberActivities>({
  ...patient,
  startToCloseTimeout: "6 minutes",
});

const { beginProvisioning, activateNumber, recordUndoFailed, settleProvisioning } =
  proxyActivities<PhoneNumberActivities>({
    startToCloseTimeout: "20 seconds",
    retry: { initialInterval: "500 milliseconds", backoffCoefficient: 2, maximumInterval: "10 seconds" },
  });

const progressQuery = defineQuery<string>("progress");

type Undoable = "buy" | "link";

/**
 * How a try to set the number up ended. `open` are steps that may have left something, newest first; `mayFollow`: a provider may
 * still be at work on what it was asked.
 */
type Tried =
  | { kind: "active" }
  | { kind: "superseded" }
  | { kind: "failed"; reason: string; cancelled: boolean; open: Undoable[]; mayFollow: boolean };

/** What a provider was asked for and never answered is looked for once more after this time. */
const LATE_EFFECT = "15 seconds";

/**
 * Sets a number up, from the purchase to its first call, or leaves nothing of it behind. What undoes a step is registered
 * before the step is tried, since a try whose answer is lost may have had its effect.
 *
 * A failure that a person can help waits for one, with nothing left at the providers; so does an undo that failed.
 */
export async function provisionPhoneNumber(input: PhoneNumberInput): Promise<{ state: string }> {
  const { organizationId, phoneNumberId } = input;
  const number = { organizationId, phoneNumberId };
  const askForHelp = createAttention();
  let progress = "begins";
  setHandler(progressQuery, () => progress, { description: "The step that is under way" });

  async function setUp(): Promise<Tried> {
    const open: Undoable[] = [];
    const begin = async (step: string, work: () => Promise<void>) => {
      progress = step;
      setCurrentDetails(`Number \`${phoneNumberId}\`: ${step}.`);
      await work();
    };
    try {
      const { begun } = await beginProvisioning.executeWithOptions({ summary: "Reserve" }, [number]);
      if (!begun) return { kind: "superseded" };
      open.unshift("buy");
      await begin("buy", () => buyNumber.executeWithOptions({ summary: "Buy at Twilio" }, [number]));
      await begin("assistant", () =>
        ensureNumberAssistant.executeWithOptions({ summary: "Assistant at VAPI" }, [number]),
      );
      open.unshift("link");
      await begin("link", () => linkNumber.executeWithOptions({ summary: "Import and link at VAPI" }, [number]));
      await begin("webhooks", () => setNumberWebhooks.executeWithOptions({ summary: "Reports of Twilio" }, [number]));
      await begin("activate", () => activateNumber.executeWithOptions({ summary: "Activate" }, [number]));
      return { kind: "active" };
    } catch (error) {
      if (isCancellation(error)) {
        const mayFollow = error instanceof ActivityFailure;
        return { kind: "failed", reason: "it was called off", cancelled: true, open, mayFollow };
      }
      const { final, reason } = readActivityFailure(error);
      return { kind: "failed", reason, cancelled: false, open, mayFollow: !final };
    }
  }

  /** @returns the steps that couldn't be undone */
  async function undo(open: readonly Undoable[]): Promise<Undoable[]> {
    const left: Undoable[] = [];
    for (const step of open) {
      progress = `undo ${step}`;
      try {
        await undoNumberStep.executeWithOptions({ summary: `Undo: ${step}` }, [{ ...number, step }]);
      } catch (error) {
        const { reason } = readActivityFailure(error);
        await recordUndoFailed.executeWithOptions({ summary: `Left behind: ${step}` }, [{ ...number, step, reason }]);
        left.push(step);
      }
    }
    return left;
  }

  async function waitForHelp(details: string): Promise<"retry" | "abandon" | "called off"> {
    progress = "waits for a person";
    try {
      return await askForHelp(details);
    } catch (error) {
      if (!isCancellation(error)) throw error;
      return "called off";
    }
  }

  const settle = (clean: boolean, waits: boolean) =>
    CancellationScope.nonCancellable(() =>
      settleProvisioning.executeWithOptions({ summary: "Write the outcome" }, [{ ...number, clean, waits }]),
    );

  for (;;) {
    const tried = await setUp();
    if (tried.kind === "active") {
      setCurrentDetails(`Number \`${phoneNumberId}\` takes calls.`);
      return { state: "active" };
    }
    if (tried.kind === "superseded") return { state: "superseded" };

    let decision: "retry" | "abandon" | "called off" = tried.cancelled ? "called off" : "retry";
    let { open, mayFollow } = tried;
    while (open.length > 0) {
      // What can't be undone is told at once, the rest is undone after it.
      askForHelp.listen();
      const steps = open;
      open = await CancellationScope.nonCancellable(() => undo(steps));
      if (open.length === 0 && mayFollow) {
        mayFollow = false;
        await CancellationScope.nonCancellable(() => sleep(LATE_EFFECT, { summary: "until nothing can follow" }));
        open = await CancellationScope.nonCancellable(() => undo(steps));
      }
      if (open.length === 0) break;
      const { state } = await settle(false, decision !== "called off");
      // Whoever gives the number back undoes the same, and asks for help with it.
      if (state !== "failed" || decision === "called off") return { state };
      decision = await waitForHelp(`Number \`${phoneNumberId}\` left behind: ${open.join(", ")}.`);
      if (decision !== "retry") {
        await settle(false, false);
        return { state: "failed" };
      }
    }
    askForHelp.listen();
    const { state, canBeHelped } = await settle(true, decision !== "called off");
    if (state !== "failed" || !canBeHelped || decision === "called off") {
      setCurrentDetails(`Number \`${phoneNumberId}\` could not be set up: ${tried.reason}. Nothing is left of it.`);
      return { state };
    }
    decision = await waitForHelp(
      `Number \`${phoneNumberId}\` could not be set up: ${tried.reason}. Nothing is left of it.`,
    );
    if (decision !== "retry") {
      await settle(true, false);
      return { state: "failed" };
    }
  }
}
