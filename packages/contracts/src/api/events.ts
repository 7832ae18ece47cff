import { z } from "zod";
import { id, instant } from "../common.ts";
import { liveEventType } from "../enums.ts";

/**
 * One event of `GET /events/stream` (SSE). The SSE `event` field is its type, the SSE `id` resumes by `Last-Event-ID`.
 * A cursor that is too old, or a reader that fell behind, gets the event `resync`: reload what is shown.
 */
export const liveEvent = z.object({
  type: liveEventType,
  callId: id.nullable(),
  phoneNumberId: id.nullable(),
  assistantId: id.nullable(),
  at: instant,
});
export type LiveEvent = z.infer<typeof liveEvent>;
