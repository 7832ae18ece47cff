import { FINAL_FAILURE } from "@callflex/contracts/workflow";
import { isTransient } from "@callflex/db/transaction";
import { ReportGone } from "@callflex/domain/calls/settle-call";
import { SecretLocked } from "@callflex/domain/vapi-credentials/stored-credential";
import type { Logger } from "@callflex/platform/logger";
import { ProviderError } from "@callflex/providers/errors";
import { ApplicationFailure, Context } from "@temporalio/activity";

/** A fault that nobody expected may be one of the moment; after this many tries it is one of the code. */
const UNEXPECTED_LIMIT = 8;

/**
 * Turns what an activity threw into a failure that Temporal tries again or takes as final.
 *
 * Failures stand in the workflow's history, which is not behind the tenant wall: they name provider and code, never a text
 * that may quote a number or an address. The texts are in the database and the log.
 *
 * @param attempt which try of the activity it was, from 1
 * @param options.longestDelayMs most that a provider's wish for a pause counts
 */
export function toFailure(
  error: unknown,
  attempt: number,
  { longestDelayMs = Infinity }: { longestDelayMs?: number } = {},
): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  if (error instanceof ProviderError) {
    const message = `${error.provider} ${error.retryable ? "did not take it now" : "refused it"} (${error.code})`;
    if (!error.retryable) return ApplicationFailure.nonRetryable(message, FINAL_FAILURE);
    const { retryAfterMs } = error;
    return ApplicationFailure.create({
      message,
      type: "Provider",
      ...(retryAfterMs === undefined ? {} : { nextRetryDelay: Math.max(Math.min(retryAfterMs, longestDelayMs), 1) }),
    });
  }
  if (isTransient(error)) return ApplicationFailure.retryable("the database is away or busy", "Database");
  if (error instanceof ReportGone) {
    return ApplicationFailure.nonRetryable("no report of the call is kept any more", FINAL_FAILURE);
  }
  if (error instanceof SecretLocked) {
    const message = "the encryption key of a stored secret is missing or another one, see the worker's log";
    return ApplicationFailure.nonRetryable(message, FINAL_FAILURE);
  }
  const name = error instanceof Error ? error.name : "Error";
  const message = `unexpected ${name}, see the worker's log`;
  if (attempt >= UNEXPECTED_LIMIT) return ApplicationFailure.nonRetryable(message, FINAL_FAILURE);
  return ApplicationFailure.retryable(message, "Unexpected");
}

/**
 * Runs an activity's work; whatever it throws is logged in full and becomes a failure of Temporal.
 *
 * @param asFailure says which failure, where it is another one than that of {@link toFailure}
 */
export async function failing<T>(
  logger: Logger,
  work: () => Promise<T>,
  asFailure: (error: unknown, attempt: number) => ApplicationFailure = toFailure,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { activityType, attempt, workflowExecution } = Context.current().info;
    const failure = asFailure(error, attempt);
    logger.warn({ err: error, activityType, attempt, workflowId: workflowExecution?.workflowId }, "activity failed");
    throw failure;
  }
}

/** Id of the workflow that the running activity belongs to. */
export function currentWorkflowId(): string {
  const { workflowExecution } = Context.current().info;
  if (!workflowExecution) throw new Error("this activity runs outside of a workflow");
  return workflowExecution.workflowId;
}

const HEARTBEAT_MS = 2_000;

/** Heartbeats while the work runs, so that the loss of this process is noticed long before the work's own time-out. */
export async function heartbeating<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  context.heartbeat();
  const timer = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
