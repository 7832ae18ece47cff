import type { Store } from "../state/store.ts";

/**
 * Ends calls that a stopped sandbox left behind, with the reason that VAPI gives when one of its workers dies. Their
 * reports are lost: only `GET /call/{id}` tells of them, as it is with VAPI.
 */
export function closeAbandonedCalls(store: Store): void {
  for (const call of store.calls.all()) {
    if (call.status === "ended") continue;
    call.status = "ended";
    call.endedAt = Math.max(call.updatedAt, ...call.turns.map((turn) => turn.at));
    for (const turn of call.turns) turn.endAt = Math.min(turn.endAt, call.endedAt);
    call.endedReason = "call.in-progress.error-vapifault-worker-died";
    store.calls.put(call);
  }
}
