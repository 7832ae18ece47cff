import type { NotificationChannel, ProcessingStep, StepState } from "@callflex/contracts/enums";
import { newId } from "@callflex/db/ids";
import type { Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";

/** What a step of the timeline needs to know about its notification. */
export interface SteppedNotification {
  organizationId: string;
  callId: string | null;
  channel: NotificationChannel;
  recipient: string;
  reference: string;
}

/** How the timeline names a notification: its way, its recipient and its code. */
export function stepSubject(notification: SteppedNotification): string {
  const way = notification.channel === "email" ? "E-mail" : "Text message";
  return `${way} to ${notification.recipient} (#${notification.reference})`;
}

/**
 * Writes a notification's step into its call's timeline, in the transaction of its effect, and tells the dashboard.
 * Without a call there is no timeline, and nothing is written.
 *
 * @param input.attempt true when the step begins another try, which counts
 */
export async function recordNotificationStep(
  tx: Tx,
  input: {
    notification: SteppedNotification;
    step: Extract<ProcessingStep, "notification_sent" | "notification_delivered">;
    state: StepState;
    detail?: string;
    workflowId?: string;
    attempt?: boolean;
  },
): Promise<void> {
  const { notification, step, state } = input;
  if (notification.callId === null) return;
  await tx.run(
    `INSERT INTO call_processing_steps AS step
       (id, organization_id, call_id, step, subject, state, detail, workflow_id, finished_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, CASE WHEN $6 IN ('done', 'failed', 'skipped') THEN now() END)
     ON CONFLICT (organization_id, call_id, step, subject) DO UPDATE
     SET state = excluded.state, detail = excluded.detail, finished_at = excluded.finished_at,
         workflow_id = coalesce(excluded.workflow_id, step.workflow_id),
         started_at = CASE WHEN step.state = 'waiting' AND $9 THEN now() ELSE step.started_at END,
         attempts = step.attempts + CASE WHEN step.state <> 'waiting' AND $9 THEN 1 ELSE 0 END`,
    [
      newId(),
      notification.organizationId,
      notification.callId,
      step,
      stepSubject(notification),
      state,
      input.detail ?? null,
      input.workflowId ?? null,
      input.attempt ?? false,
    ],
  );
  await emitLiveEvent(tx, {
    organizationId: notification.organizationId,
    type: "call_updated",
    callId: notification.callId,
  });
}
