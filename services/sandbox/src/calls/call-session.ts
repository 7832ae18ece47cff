import type { Random } from "../random.ts";
import type { Sandbox } from "../sandbox.ts";
import type { CallRecord } from "../state/call-record.ts";
import type { VapiPhoneNumber } from "../state/vapi-resources.ts";
import type { CallClock } from "./call-clock.ts";
import type { Scenario } from "./scenario.ts";
import type { WordQueue } from "./word-queue.ts";

/** A call while it is being played. */
export interface CallSession {
  sandbox: Sandbox;
  call: CallRecord;
  /** VAPI's number that the call came in on or goes out from. */
  number: VapiPhoneNumber | null;
  scenario: Scenario;
  clock: CallClock;
  random: Random;
  words: WordQueue;
  /** Aborted with CallEnded or CallTransferred when somebody ends the call. */
  abort: AbortController;
  /** Informational messages go out one after the other; the last one of them. */
  lastSent: Promise<unknown>;
}

/** Keeps a change of the call. */
export function saveCall(session: CallSession): void {
  session.call.updatedAt = session.clock.now();
  session.sandbox.store.calls.put(session.call);
}
