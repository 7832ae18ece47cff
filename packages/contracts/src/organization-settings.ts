import { z } from "zod";
import { e164 } from "./common.ts";
import { notificationKinds } from "./enums.ts";

/** A time of day, `09:00`; `24:00` ends a day. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "must be a time like 09:00");

/** Opening hours of one weekday; an empty list means closed. */
const openIntervals = z
  .array(
    z
      .strictObject({ opens: timeOfDay, closes: timeOfDay })
      .refine((day) => day.opens < day.closes, "must close after it opens"),
  )
  .max(4);

const weekdays = {
  monday: openIntervals.default([]),
  tuesday: openIntervals.default([]),
  wednesday: openIntervals.default([]),
  thursday: openIntervals.default([]),
  friday: openIntervals.default([]),
  saturday: openIntervals.default([]),
  sunday: openIntervals.default([]),
};

/** Opening hours of a week in the organization's time zone; a day without intervals is closed. */
export const businessHours = z.strictObject(weekdays);
export type BusinessHours = z.infer<typeof businessHours>;

/** Who is told about what; recipients are the organization's own people. */
export const notificationSettings = z.strictObject({
  emails: z.array(z.email()).max(10).default([]),
  phones: z.array(e164).max(10).default([]),
  kinds: z.array(z.enum(notificationKinds)).default([...notificationKinds]),
});
export type NotificationSettings = z.infer<typeof notificationSettings>;

/** People that a caller can be transferred to, asked in this order. */
export const transferDestination = z.strictObject({
  name: z.string().min(1).max(60),
  number: e164,
  department: z.string().max(60).optional(),
});
export type TransferDestination = z.infer<typeof transferDestination>;

/** `organizations.settings`. Unset parts take their defaults, so that `{}` is valid. */
export const organizationSettings = z.strictObject({
  businessHours: businessHours.prefault({}),
  notifications: notificationSettings.prefault({}),
  transferDestinations: z.array(transferDestination).max(20).default([]),
});
export type OrganizationSettings = z.infer<typeof organizationSettings>;
