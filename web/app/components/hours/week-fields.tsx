import type { FieldMetadata, FormMetadata } from "@conform-to/react";
import { Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "~/components/ui/button.tsx";
import { Dialog } from "~/components/ui/dialog.tsx";
import { Intervals, type Interval } from "./intervals.tsx";

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
type Weekday = (typeof WEEKDAYS)[number];
export type Week = Partial<Record<Weekday, Interval[]>>;

const WORKING_DAYS: readonly Weekday[] = WEEKDAYS.slice(0, 5);

/** @returns `Monday` */
function dayName(day: Weekday): string {
  return day[0]!.toUpperCase() + day.slice(1);
}

/** The opening hours of each weekday, as a part of a form. */
export function WeekFields(props: {
  form: FormMetadata<Record<string, unknown>>;
  field: FieldMetadata<Week>;
  mayChange: boolean;
}) {
  const { form, field, mayChange } = props;
  const days = field.getFieldset() as Record<Weekday, FieldMetadata<Interval[]>>;
  const copy = (from: Weekday, to: readonly Weekday[]) => {
    const week = (field.value ?? {}) as Week;
    const copied = Object.fromEntries(to.map((day) => [day, week[from] ?? []]));
    form.update({ name: field.name, value: { ...week, ...copied } as never });
  };
  return (
    <ul className="@container -my-1 divide-y">
      {WEEKDAYS.map((day) => (
        <li
          key={day}
          className="flex min-h-12 flex-wrap items-center gap-x-4 py-1.5 sm:flex-nowrap sm:items-start @max-xl:gap-x-2"
        >
          <h3 className="flex-1 text-[13px] font-medium sm:w-24 sm:flex-none sm:py-2 @max-xl:sm:w-20">
            {dayName(day)}
          </h3>
          <div className="order-last w-full min-w-0 pb-1 sm:order-none sm:w-auto sm:flex-1 sm:pb-0">
            <Intervals form={form} field={days[day]} label={dayName(day)} mayChange={mayChange} />
          </div>
          {mayChange && <CopyDay day={day} copy={copy} />}
        </li>
      ))}
    </ul>
  );
}

/** Asks which days get the same hours. */
function CopyDay({ day, copy }: { day: Weekday; copy: (from: Weekday, to: readonly Weekday[]) => void }) {
  const [open, setOpen] = useState(false);
  const [chosen, choose] = useState<readonly Weekday[]>([]);
  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Copy ${dayName(day)} to other days`}
        onClick={() => {
          choose(WORKING_DAYS.filter((one) => one !== day));
          setOpen(true);
        }}
      >
        <Copy className="size-4" aria-hidden />
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={`Copy ${dayName(day)}’s hours to`}>
        <ul className="space-y-1">
          {WEEKDAYS.filter((one) => one !== day).map((one) => (
            <li key={one}>
              <label className="flex h-9 items-center gap-2.5">
                <input
                  type="checkbox"
                  className="size-4 accent-brand"
                  checked={chosen.includes(one)}
                  onChange={({ target }) =>
                    choose(target.checked ? [...chosen, one] : chosen.filter((is) => is !== one))
                  }
                />
                {dayName(one)}
              </label>
            </li>
          ))}
        </ul>
        <div className="mt-5 flex justify-end">
          <Button
            disabled={chosen.length === 0}
            onClick={() => {
              copy(day, chosen);
              setOpen(false);
            }}
          >
            Copy
          </Button>
        </div>
      </Dialog>
    </>
  );
}
