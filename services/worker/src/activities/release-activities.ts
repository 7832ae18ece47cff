import { beginRelease, type ReleaseStart } from "@callflex/domain/phone-numbers/begin-release";
import { leaveRelease } from "@callflex/domain/phone-numbers/leave-release";
import { closeRelease } from "@callflex/domain/phone-numbers/close-release";
import type { NumberRef } from "@callflex/domain/phone-numbers/lock-number";
import { finishNumberStep } from "@callflex/domain/phone-numbers/number-step";
import type { TwilioNumbers } from "@callflex/providers/twilio/numbers";
import type { VapiNumbers } from "@callflex/providers/vapi/numbers";
import { currentWorkflowId, failing } from "./failures.ts";
import { createNumberSteps, numberFailure, type NumberStepDeps } from "./number-steps.ts";
import { takeFromVapi } from "./take-from-vapi.ts";

/** Gives numbers back. Each is safe to repeat, and writes how its step stands. */
export interface ReleaseActivities {
  /** Begins it, or names the workflow whose end it waits for. */
  beginRelease: (number: NumberRef & { takeOver: boolean }) => Promise<ReleaseStart>;
  /** Twilio reports nothing about the number any more. */
  unlinkNumber: (number: NumberRef) => Promise<void>;
  /** VAPI hasn't got the number any more. */
  disconnectNumber: (number: NumberRef) => Promise<void>;
  /** Twilio hasn't got the number any more. */
  giveBackNumber: (number: NumberRef) => Promise<void>;
  closeRelease: (number: NumberRef) => Promise<void>;
  /** Nobody works on the number any more, although it isn't given back. */
  leaveRelease: (number: NumberRef) => Promise<void>;
}

const DURING = "releasing";

export function createReleaseActivities(
  deps: NumberStepDeps & { twilioNumbers: TwilioNumbers; vapiNumbers: VapiNumbers },
): ReleaseActivities {
  const { logger, twilioNumbers, vapiNumbers, numberPatienceMs } = deps;
  const steps = createNumberSteps(deps);
  return {
    beginRelease: (given) =>
      failing(logger, () => {
        const workflowId = currentWorkflowId();
        return steps.applied((tx) => beginRelease(tx, { ...given, workflowId }));
      }),

    unlinkNumber: (ref) =>
      steps.run(ref, { step: "unlink", during: DURING }, async () => {
        const number = await twilioNumbers.findNumber(ref.phoneNumberId);
        if (number) await twilioNumbers.updateNumberWebhook(number.sid, { statusCallback: "" });
        return (tx) => finishNumberStep(tx, { ...ref, step: "unlink" });
      }),

    disconnectNumber: (ref) =>
      steps.run(ref, { step: "disconnect", during: DURING }, async (number) => {
        await takeFromVapi(vapiNumbers, ref, number);
        return (tx) => finishNumberStep(tx, { ...ref, step: "disconnect" });
      }),

    giveBackNumber: (ref) =>
      steps.run(ref, { step: "give_back", during: DURING }, async ({ twilioSid }) => {
        // By its id as well: an answer may have been lost before its SID was known. By its SID as well: somebody may have renamed it.
        const found = await twilioNumbers.releaseNumber({ id: ref.phoneNumberId });
        if (found === 0 && twilioSid) await twilioNumbers.releaseNumber({ sid: twilioSid });
        return (tx) => finishNumberStep(tx, { ...ref, step: "give_back" });
      }),

    closeRelease: (ref) =>
      failing(
        logger,
        () => steps.applied((tx) => closeRelease(tx, ref)),
        (error, attempt) => numberFailure(error, attempt, numberPatienceMs),
      ),

    leaveRelease: (ref) =>
      failing(logger, () => {
        const workflowId = currentWorkflowId();
        return steps.applied((tx) => leaveRelease(tx, { ...ref, workflowId }));
      }),
  };
}
