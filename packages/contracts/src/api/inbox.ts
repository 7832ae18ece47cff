import { z } from "zod";
import { id, instant, pageOf, pageQuery } from "../common.ts";
import { inboxKind } from "../enums.ts";

/** `GET /inbox`: `view` open (default) or done; newest first. */
export const inboxListQuery = pageQuery.extend({
  view: z.enum(["open", "done"]).default("open"),
  kind: inboxKind.optional(),
});
export type InboxListQuery = z.infer<typeof inboxListQuery>;

export const inboxItem = z.object({
  id,
  kind: inboxKind,
  callId: id.nullable(),
  callerName: z.string().nullable(),
  callerNumber: z.string().nullable(),
  subject: z.string(),
  details: z.record(z.string(), z.unknown()),
  note: z.string().nullable(),
  dueAt: instant.nullable(),
  readAt: instant.nullable(),
  doneAt: instant.nullable(),
  version: z.number().int(),
  createdAt: instant,
});
export type InboxItem = z.infer<typeof inboxItem>;
export const inboxList = pageOf(inboxItem);
export type InboxList = z.infer<typeof inboxList>;

/** `PATCH /inbox/:id`; `If-Match` carries the version. */
export const inboxPatch = z
  .strictObject({
    read: z.boolean().optional(),
    done: z.boolean().optional(),
    note: z.string().max(2000).nullable().optional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, { error: "must change at least one of read, done, note" });
export type InboxPatch = z.infer<typeof inboxPatch>;
