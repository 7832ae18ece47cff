import type { PhoneNumberRemedy, PhoneNumberState, PhoneNumberStepName } from "@callflex/contracts/api/phone-numbers";
import { FINAL_FAILURE } from "@callflex/contracts/workflow";
import type { Pool } from "@callflex/db/pool";
import { transaction, type Tx } from "@callflex/db/transaction";
import type { LockedNumber, NumberRef } from "@callflex/domain/phone-numbers/lock-number";
import { beginNumberStep, failNumberStep, NumberSuperseded } from "@callflex/domain/phone-numbers/number-step";
import type { Logger } from "@callflex/platform/logger";
import { ProviderError } from "@callflex/providers/errors";
import { ApplicationFailure, Context } from "@temporalio/activity";
import { failing, heartbeating, toFailure } from "./failures.ts";

/** What the activities of numbers share. */
export interface NumberStepDeps {
  pool: Pool;
  logger: Logger;
  /** How long a provider that doesn't answer is tried, in milliseconds, before what was done is undone. */
  numberPatienceMs: number;
  onApplied: () => void;
}

const GAVE_UP = "Our phone partner didn't answer for too long, so we stopped. Please try again later.";
const OUR_FAULT = "Something went wrong on our side. We look at it; you can also try again.";

/** A failure of an activity about a number: a provider that doesn't answer is tried for a while, not for ever. */
export function numberFailure(error: unknown, attempt: number, patienceMs: number): ApplicationFailure {
  if (error instanceof NumberSuperseded) return ApplicationFailure.nonRetryable(error.message, FINAL_FAILURE);
  const leftMs = Context.current().info.scheduledTimestampMs + patienceMs - Date.now();
  // A provider that asks for a longer pause than that is asked once more at the end.
  const failure = toFailure(error, attempt, { longestDelayMs: leftMs });
  if (failure.nonRetryable || !(error instanceof ProviderError) || leftMs > 0) return failure;
  // Not final: the provider may still do what it was asked.
  return ApplicationFailure.nonRetryable(`${failure.message}, for too long`, "Unanswered");
}

function wordsOf(
  error: unknown,
  { willRetry, during }: { willRetry: boolean; during: PhoneNumberState },
): { words: string; remedy: PhoneNumberRemedy | null } | null {
  if (error instanceof NumberSuperseded) return null;
  if (!(error instanceof ProviderError)) return willRetry ? null : { words: OUR_FAULT, remedy: "tell_operator" };
  if (error.retryable && !willRetry) {
    // What is given back is still there: somebody has to look. What is set up leaves nothing behind.
    return { words: GAVE_UP, remedy: during === "releasing" ? "tell_operator" : null };
  }
  return { words: error.customerMessage, remedy: error.remedy ?? null };
}

/** A step, and the state of the number in which it makes sense. */
interface Step {
  step: PhoneNumberStepName;
  during: PhoneNumberState;
}

/** Runs the steps of a number's way. */
export interface NumberSteps {
  /**
   * One try of a step: what it does at a provider stands between two transactions, the first of which shows that it is tried,
   * the second what came of it.
   *
   * @param step in another state than its own nothing is done, and the activity fails for good
   * @param work asks the provider; what it returns keeps the effect in a transaction; nothing where that is done already
   */
  run(
    ref: NumberRef,
    step: Step,
    work: (number: LockedNumber) => Promise<((tx: Tx) => Promise<void>) | null>,
  ): Promise<void>;
  /** A transaction that dashboards hear of. */
  applied: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
}

/** Makes what runs the steps. */
export function createNumberSteps(deps: NumberStepDeps): NumberSteps {
  const { pool, logger, numberPatienceMs } = deps;
  async function applied<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const result = await transaction(pool, work);
    deps.onApplied();
    return result;
  }

  async function explain(ref: NumberRef, { step, during }: Step, error: unknown): Promise<void> {
    const { attempt } = Context.current().info;
    const willRetry = !numberFailure(error, attempt, numberPatienceMs).nonRetryable;
    const told = wordsOf(error, { willRetry, during });
    if (told) await applied((tx) => failNumberStep(tx, { ...ref, step, ...told, willRetry }));
  }

  return {
    applied,
    run: (ref, given, work) =>
      failing(
        logger,
        () =>
          heartbeating(async () => {
            try {
              const number = await applied((tx) => beginNumberStep(tx, { ...ref, ...given }));
              const keep = await work(number);
              if (keep) await applied(keep);
            } catch (error) {
              await explain(ref, given, error);
              throw error;
            }
          }),
        (error, attempt) => numberFailure(error, attempt, numberPatienceMs),
      ),
  };
}
