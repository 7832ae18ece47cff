import type { BusinessHours, Holiday } from "@callflex/contracts/organization-settings";

/** @returns `09:00–12:00, 13:00–17:00` or `closed` */
export function hoursWords(intervals: { opens: string; closes: string }[]): string {
  return intervals.map(({ opens, closes }) => `${opens}–${closes}`).join(", ") || "closed";
}

interface Hours {
  businessHours: BusinessHours;
  holidays: Holiday[];
}

/** @returns what differs in `now`, as label and text */
export function changedHours(before: Hours, now: Hours): [label: string, text: string][] {
  const days = Object.keys(now.businessHours) as (keyof BusinessHours)[];
  const lines: [string, string][] = days
    .map((day): [string, string, string] => [
      day[0]!.toUpperCase() + day.slice(1),
      hoursWords(before.businessHours[day]),
      hoursWords(now.businessHours[day]),
    ])
    .flatMap(([label, old, text]) => (old === text ? [] : [[label, text]]));
  const list = ({ holidays }: Hours) =>
    holidays.map(({ date, name, hours }) => `${date} ${name} (${hoursWords(hours)})`).join("; ") || "none";
  return list(before) === list(now) ? lines : [...lines, ["Holidays", list(now)]];
}
