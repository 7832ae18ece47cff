import { businessHours, holidays } from "@callflex/contracts/organization-settings";
import { z } from "zod";
import { dayInput, endDaysAtMidnight, weekInput } from "~/lib/hours-input.ts";

const plain = z.strictObject({ businessHours: businessHours.prefault({}), holidays: holidays.default([]) });

/** Opening hours and holidays as a form. Its input is typed as what the contract takes. */
export const hoursForm = z.preprocess(endDaysAtMidnight, plain) as unknown as typeof plain;
export type HoursInput = z.input<typeof plain>;

/** @returns what stands in the fields for what is saved */
export function hoursInput(saved: z.output<typeof plain>): HoursInput {
  return {
    businessHours: weekInput(saved.businessHours),
    holidays: saved.holidays.map((holiday) => ({ ...holiday, hours: dayInput(holiday.hours) })),
  };
}
