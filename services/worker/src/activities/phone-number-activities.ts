import { pushAssistant } from "@callflex/domain/assistants/push-assistant";
import { activateNumber } from "@callflex/domain/phone-numbers/activate-number";
import { beginProvisioning } from "@callflex/domain/phone-numbers/begin-provisioning";
import { lockNumber, type LockedNumber, type NumberRef } from "@callflex/domain/phone-numbers/lock-number";
import { finishNumberStep } from "@callflex/domain/phone-numbers/number-step";
import { recordNumberStep } from "@callflex/domain/phone-numbers/record-number-step";
import { recordPurchase } from "@callflex/domain/phone-numbers/record-purchase";
import { recordUndoFailed, recordUndone, type UndoableStep } from "@callflex/domain/phone-numbers/record-undone";
import { settleProvisioning, type SettledProvisioning } from "@callflex/domain/phone-numbers/settle-provisioning";
import type { TwilioNumbers } from "@callflex/providers/twilio/numbers";
import type { VapiAssistants } from "@callflex/providers/vapi/assistants";
import { currentWorkflowId, failing, heartbeating } from "./failures.ts";
import { createNumberLink, type NumberLinkDeps } from "./number-link.ts";
import { createNumberSteps, numberFailure, type NumberStepDeps } from "./number-steps.ts";
import { takeFromVapi } from "./take-from-vapi.ts";

/** Sets numbers up, and undoes it. Each is safe to repeat, and writes how its step stands. */
export interface PhoneNumberActivities {
  /** Reserves the number; false when there is nothing to set up (any more). */
  beginProvisioning: (number: NumberRef) => Promise<{ begun: boolean }>;
  buyNumber: (number: NumberRef) => Promise<void>;
  /** Makes sure that VAPI has the assistant that takes the number's calls, as it now is. */
  ensureNumberAssistant: (number: NumberRef) => Promise<void>;
  /** Leads the number's calls to us, by way of VAPI. */
  linkNumber: (number: NumberRef) => Promise<void>;
  setNumberWebhooks: (number: NumberRef) => Promise<void>;
  activateNumber: (number: NumberRef) => Promise<void>;
  /** Undoes what this workflow did; what belongs to a number that works, or to another workflow's, is left alone. */
  undoNumberStep: (number: NumberRef & { step: UndoableStep }) => Promise<void>;
  /** Keeps that something was left behind. */
  recordUndoFailed: (number: NumberRef & { step: UndoableStep; reason: string }) => Promise<void>;
  settleProvisioning: (number: NumberRef & { clean: boolean; waits: boolean }) => Promise<SettledProvisioning>;
  /** Tells VAPI which telephone rings without us. */
  relinkNumber: (number: NumberRef) => Promise<void>;
  /** Puts everything right at the providers that leads an active number's calls to us. */
  mendNumber: (number: NumberRef) => Promise<void>;
}

/** What the activities work with. */
export interface PhoneNumberDeps extends NumberStepDeps, NumberLinkDeps {
  twilioNumbers: TwilioNumbers;
  vapiAssistants: VapiAssistants;
  /** Where Twilio reports on calls and messages. */
  smsStatusUrl: string;
}

const DURING = "provisioning";
const GIVEN_BACK = new Set(["releasing", "released"]);

export function createPhoneNumberActivities(deps: PhoneNumberDeps): PhoneNumberActivities {
  const { pool, logger, twilioNumbers, vapiNumbers, numberPatienceMs } = deps;
  const steps = createNumberSteps(deps);
  const link = createNumberLink(deps, steps.applied);
  async function mend(ref: NumberRef, number: LockedNumber): Promise<void> {
    await link.renew(ref, number);
    const sid = number.twilioSid ?? (await twilioNumbers.findNumber(ref.phoneNumberId))?.sid;
    if (sid) await twilioNumbers.updateNumberWebhook(sid, { statusCallback: deps.smsStatusUrl });
  }
  const patiently = <T>(work: () => Promise<T>) =>
    failing(
      logger,
      () => heartbeating(work),
      (error, attempt) => numberFailure(error, attempt, numberPatienceMs),
    );

  return {
    beginProvisioning: (ref) =>
      failing(logger, async () => {
        const workflowId = currentWorkflowId();
        return { begun: await steps.applied((tx) => beginProvisioning(tx, { ...ref, workflowId })) };
      }),

    buyNumber: (ref) =>
      steps.run(ref, { step: "buy", during: DURING }, async ({ e164 }) => {
        const bought = await twilioNumbers.provisionNumber({ id: ref.phoneNumberId, e164 });
        return (tx) => recordPurchase(tx, { ...ref, twilioSid: bought.sid, canText: bought.capabilities.sms });
      }),

    ensureNumberAssistant: (ref) =>
      steps.run(ref, { step: "assistant", during: DURING }, async ({ assistantId }) => {
        const { organizationId } = ref;
        if (!assistantId) return (tx) => recordNumberStep(tx, ref, { step: "assistant", state: "skipped" });
        await pushAssistant(pool, { organizationId, assistantId, provider: deps.vapiAssistants });
        return (tx) => finishNumberStep(tx, { ...ref, step: "assistant" });
      }),

    linkNumber: (ref) =>
      steps.run(ref, { step: "link", during: DURING }, async (number) => {
        await link.bring(ref, number);
        return null;
      }),

    setNumberWebhooks: (ref) =>
      steps.run(ref, { step: "webhooks", during: DURING }, async ({ twilioSid }) => {
        const sid = twilioSid ?? (await twilioNumbers.findNumber(ref.phoneNumberId))?.sid;
        if (sid) await twilioNumbers.updateNumberWebhook(sid, { statusCallback: deps.smsStatusUrl });
        return (tx) => finishNumberStep(tx, { ...ref, step: "webhooks" });
      }),

    activateNumber: (ref) => patiently(() => steps.applied((tx) => activateNumber(tx, ref))),

    undoNumberStep: ({ step, ...ref }) =>
      patiently(async () => {
        const number = await steps.applied((tx) => lockNumber(tx, ref));
        if (number && number.workflowId !== currentWorkflowId()) return;
        if (step === "buy") await twilioNumbers.releaseNumber({ id: ref.phoneNumberId });
        else if (number) await takeFromVapi(vapiNumbers, ref, number);
        await steps.applied((tx) => recordUndone(tx, { ...ref, step }));
      }),

    recordUndoFailed: (undo) => failing(logger, () => steps.applied((tx) => recordUndoFailed(tx, undo))),

    settleProvisioning: (settled) =>
      failing(logger, () => {
        const workflowId = currentWorkflowId();
        return steps.applied((tx) => settleProvisioning(tx, { ...settled, workflowId }));
      }),

    relinkNumber: (ref) =>
      patiently(async () => {
        const number = await steps.applied((tx) => lockNumber(tx, ref));
        // One that isn't at VAPI yet takes the telephone with it when it gets there.
        if (!number?.vapiPhoneNumberId || !["provisioning", "active"].includes(number.state)) return;
        await link.change(ref, { ...number, vapiPhoneNumberId: number.vapiPhoneNumberId });
      }),

    mendNumber: (ref) =>
      patiently(async () => {
        const number = await steps.applied((tx) => lockNumber(tx, ref));
        // A try before this one may have handed it over after its release had looked.
        if (number && GIVEN_BACK.has(number.state)) await takeFromVapi(vapiNumbers, ref, number);
        if (number?.state !== "active") return;
        const mended = await mend(ref, number).then(
          () => null,
          (error: unknown) => ({ error }),
        );
        const after = await steps.applied((tx) => lockNumber(tx, ref));
        // Given back meanwhile: what was handed over after its release had looked has to go again.
        if (after && after.state !== "active") await takeFromVapi(vapiNumbers, ref, after);
        else if (mended) throw mended.error;
      }),
  };
}
