import type { LiveEventType } from "@callflex/contracts/enums";
import type { LiveEvent } from "@callflex/contracts/api/events";

/** Every event type, held complete by the compiler: the list in contracts comes with zod, which pages go without. */
const TYPES: Record<LiveEventType, true> = {
  call_started: true,
  call_updated: true,
  transcript_update: true,
  call_ended: true,
  inbox_changed: true,
  number_progress: true,
  usage_changed: true,
  assistant_changed: true,
  test_call_changed: true,
};
export const LIVE_EVENT_TYPES = Object.keys(TYPES) as LiveEventType[];

/**
 * What pages hear about: an event; `resync` when events may have been missed, so that everything shown is reloaded;
 * whether the stream stands; and that the session is over.
 */
export type LiveMessage =
  | { kind: "event"; event: LiveEvent }
  | { kind: "resync" }
  | { kind: "online"; online: boolean }
  | { kind: "signed_out" };

/** What a page shows: events of these types, of one call, number or assistant where it shows one. */
export interface LiveInterest {
  types: readonly LiveEventType[];
  callId?: string;
  phoneNumberId?: string;
  assistantId?: string;
}

const SUBJECTS = ["callId", "phoneNumberId", "assistantId"] as const;

/**
 * Reads the data of one server-sent event.
 *
 * @returns undefined for what is no event of ours; a newer server may send kinds that this page doesn't know
 */
export function readLiveEvent(text: string): LiveEvent | undefined {
  try {
    const event = JSON.parse(text) as Partial<LiveEvent> | null;
    if (!event || !LIVE_EVENT_TYPES.some((type) => type === event.type)) return undefined;
    const { callId = null, phoneNumberId = null, assistantId = null, at = "" } = event;
    return { type: event.type as LiveEventType, callId, phoneNumberId, assistantId, at };
  } catch {
    return undefined;
  }
}

/** @returns whether what a page shows is out of date after a message */
export function concerns(message: LiveMessage, interest: LiveInterest): boolean {
  if (message.kind === "resync") return true;
  if (message.kind !== "event" || !interest.types.includes(message.event.type)) return false;
  const { event } = message;
  return SUBJECTS.every((subject) => interest[subject] === undefined || event[subject] === interest[subject]);
}
