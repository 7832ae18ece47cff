import { businessHours, holidays } from "@callflex/contracts/organization-settings";
import { z } from "zod";

const plain = z.strictObject({ businessHours: businessHours.prefault({}), holidays: holidays.default([]) });

/** A browser's time field ends at 23:59; a day that closes at midnight closes at 00:00 there, at 24:00 in the contract. */
function endDaysAtMidnight(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(endDaysAtMidnight);
  if (typeof given !== "object" || given === null) return given;
  const parts = Object.entries(given).map(([name, value]) => [
    name,
    name === "closes" && value === "00:00" ? "24:00" : endDaysAtMidnight(value),
  ]);
  return Object.fromEntries(parts) as unknown;
}

/** Opening hours and holidays as a form. Its input is typed as what the contract takes. */
export const hoursForm = z.preprocess(endDaysAtMidnight, plain) as unknown as typeof plain;
export type HoursInput = z.input<typeof plain>;

/** @returns what stands in the fields for what is saved */
export function hoursInput(saved: z.output<typeof plain>): HoursInput {
  const day = (intervals: { opens: string; closes: string }[]) =>
    intervals.map(({ opens, closes }) => ({ opens, closes: closes === "24:00" ? "00:00" : closes }));
  return {
    businessHours: Object.fromEntries(Object.entries(saved.businessHours).map(([name, open]) => [name, day(open)])),
    holidays: saved.holidays.map((holiday) => ({ ...holiday, hours: day(holiday.hours) })),
  };
}
