import type { Week } from "~/components/hours/week-fields.tsx";

/** What a week without any hours means; nothing for another. */
export function NoHoursNotice({ week }: { week: Week | undefined }) {
  const isEmpty = Object.values(week ?? {}).every((intervals) => !intervals || intervals.length === 0);
  return (
    <div role="status">
      {isEmpty && (
        <p className="mb-3 rounded-[10px] bg-amber-soft px-3 py-2 text-[13px] text-amber-on-soft">
          No hours are set on any day, so you count as open around the clock, except on holidays. Once one day has
          hours, days without any are closed.
        </p>
      )}
    </div>
  );
}
