import { z } from "zod";

/** A UUID of ours (version 7). */
export const id = z.uuid();

/** A phone number in E.164 form, `+14155550134`. */
export const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, "must be a phone number in E.164 form, like +14155550134");

/** An instant, ISO 8601 with offset. */
export const instant = z.iso.datetime({ offset: true });

/** An IANA time zone that this runtime knows, `America/New_York`. */
export const timezone = z.string().refine(
  (zone) => {
    try {
      new Intl.DateTimeFormat("en", { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  },
  { error: "must be an IANA time zone, like America/New_York" },
);

/** Query parameters of every list: page size and where to go on. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().min(1).max(500).optional(),
});

/** A page of a list; `nextCursor` is null on the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), nextCursor: z.string().nullable() });
}

/** RFC 9457 problem details, the body of every error answer. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  requestId: z.string(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;
