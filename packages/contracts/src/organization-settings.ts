import { z } from "zod";
import { e164 } from "./common.ts";
import { notificationKinds } from "./enums.ts";
import { assistantVoice } from "./voice.ts";

/** A time of day, `09:00`; `24:00` ends a day. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "must be a time like 09:00");

/** When a day is open; an empty list means closed. */
export const openIntervals = z
  .array(
    z
      .strictObject({ opens: timeOfDay, closes: timeOfDay })
      .refine((day) => day.opens < day.closes, "must close after it opens"),
  )
  .max(4)
  .refine(
    (day) => {
      const inOrder = day.toSorted((a, b) => (a.opens < b.opens ? -1 : 1));
      return inOrder.every((interval, index) => index === 0 || inOrder[index - 1]!.closes <= interval.opens);
    },
    { error: "must not overlap" },
  );

const weekdays = {
  monday: openIntervals.default([]),
  tuesday: openIntervals.default([]),
  wednesday: openIntervals.default([]),
  thursday: openIntervals.default([]),
  friday: openIntervals.default([]),
  saturday: openIntervals.default([]),
  sunday: openIntervals.default([]),
};

/**
 * Opening hours of a week in the organization's time zone; a day without intervals is closed. A week without any was never
 * set, and counts as open.
 */
export const businessHours = z.strictObject(weekdays);
export type BusinessHours = z.infer<typeof businessHours>;

/** A day on which other hours hold, in the organization's time zone; no hours mean closed all day. */
export const holiday = z.strictObject({
  date: z.iso.date(),
  name: z.string().trim().min(1, "Name the day").max(60),
  hours: openIntervals.default([]),
});
export type Holiday = z.infer<typeof holiday>;

/** The organization's holidays, each date once. */
export const holidays = z
  .array(holiday)
  .max(100)
  .refine((days) => new Set(days.map((day) => day.date)).size === days.length, { error: "must name each date once" });

/** Who is told about what; recipients are the organization's own people. */
export const notificationSettings = z.strictObject({
  emails: z.array(z.email()).max(10).default([]),
  phones: z.array(e164).max(10).default([]),
  kinds: z.array(z.enum(notificationKinds)).default([...notificationKinds]),
});
export type NotificationSettings = z.infer<typeof notificationSettings>;

/** People that a caller can be transferred to, asked in this order. */
export const transferDestination = z.strictObject({
  name: z.string().trim().min(1, "Name the person or team").max(60),
  number: e164,
  department: z.string().max(60).optional(),
});
export type TransferDestination = z.infer<typeof transferDestination>;

/** `organizations.settings`. Unset parts take their defaults, so that `{}` is valid. */
export const organizationSettings = z.strictObject({
  businessHours: businessHours.prefault({}),
  holidays: holidays.default([]),
  /** Voice of new assistants; null leaves it to the template. */
  defaultVoice: assistantVoice.nullable().default(null),
  notifications: notificationSettings.prefault({}),
  transferDestinations: z.array(transferDestination).max(20).default([]),
});
export type OrganizationSettings = z.infer<typeof organizationSettings>;
