import type { Tx } from "@callflex/db/transaction";

/** How the handling of an event ended. */
export type Settlement =
  | { kind: "done" }
  /** What the event is about isn't there yet; tried again when it appears, and from time to time. The try doesn't count. */
  | { kind: "parked"; waitingFor: string; retryInMs: number }
  /** The event must not have an effect; kept for a look. */
  | { kind: "rejected"; reason: string }
  | { kind: "retry"; error: string; retryInMs: number }
  /** Somebody else was not ready: the try doesn't count. */
  | { kind: "released"; reason: string; retryInMs: number }
  | { kind: "dead"; error: string };

/** Longest error text that is kept. */
const MAX_ERROR_LENGTH = 2_000;

/**
 * Removes deliveries that were handled.
 *
 * @param claimedBy the relay that claimed them; a claim that lapsed and went to another relay is left alone
 * @returns how many were removed
 */
export async function settleDone(
  tx: Tx,
  { eventIds, claimedBy }: { eventIds: string[]; claimedBy: string },
): Promise<number> {
  return tx.run("DELETE FROM outbox_deliveries WHERE event_id = ANY ($1) AND claimed_by = $2", [eventIds, claimedBy]);
}

/** Writes how the handling of one event ended and gives up the claim. */
export async function settle(
  tx: Tx,
  { eventId, claimedBy, settlement }: { eventId: string; claimedBy: string; settlement: Settlement },
): Promise<void> {
  if (settlement.kind === "done") {
    await settleDone(tx, { eventIds: [eventId], claimedBy });
    return;
  }
  const state = { parked: "parked", rejected: "rejected", retry: "pending", released: "pending", dead: "dead" }[
    settlement.kind
  ];
  const error =
    settlement.kind === "rejected" || settlement.kind === "released"
      ? settlement.reason
      : settlement.kind === "parked"
        ? `waiting for ${settlement.waitingFor}`
        : settlement.error;
  await tx.run(
    `UPDATE outbox_deliveries
     SET state = $3, claimed_by = NULL, claimed_until = NULL, last_error = $4, waiting_for = $5,
         available_at = now() + $6 * interval '1 millisecond', attempts = attempts - $7::int
     WHERE event_id = $1 AND claimed_by = $2`,
    [
      eventId,
      claimedBy,
      state,
      error.slice(0, MAX_ERROR_LENGTH),
      settlement.kind === "parked" ? settlement.waitingFor : null,
      "retryInMs" in settlement ? settlement.retryInMs : 0,
      settlement.kind === "released" || settlement.kind === "parked" ? 1 : 0,
    ],
  );
}

/**
 * Makes parked events due that wait for something which has just appeared.
 *
 * @param waitingFor what appeared, as the events named it when they were parked
 */
export async function wakeParked(tx: Tx, waitingFor: string[]): Promise<void> {
  await tx.run(
    "UPDATE outbox_deliveries SET available_at = now() WHERE state = 'parked' AND waiting_for = ANY ($1) AND available_at > now()",
    [waitingFor],
  );
}
