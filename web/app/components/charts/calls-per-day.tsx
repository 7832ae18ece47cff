import type { CallStats } from "@callflex/contracts/api/calls";
import { clsx } from "clsx";
import { useState, type KeyboardEvent } from "react";
import { formatDay } from "~/lib/format.ts";
import { useZone } from "~/lib/zone.tsx";
import { gridLines, labelled } from "./scale.ts";

type Day = CallStats["days"][number];

const PARTS = [
  { label: "Handled by the assistant", dot: "bg-brand", of: (day: Day) => day.handled - day.transferred },
  { label: "Transferred", dot: "bg-amber", of: (day: Day) => day.transferred },
  { label: "Missed", dot: "bg-coral", of: (day: Day) => day.missed },
] as const;

/** What the colours mean. */
export function CallsLegend() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {PARTS.map(({ label, dot }) => (
        <li key={label} className="flex items-center gap-1.5">
          <i aria-hidden className={clsx("size-2 rounded-[3px]", dot)} />
          {label}
        </li>
      ))}
    </ul>
  );
}

/** Calls of each day as stacked bars, drawn on the server. Arrow keys go from day to day; a table says the same. */
export function CallsPerDay({ days }: { days: Day[] }) {
  const [shown, setShown] = useState<number | null>(null);
  const lines = gridLines(Math.max(1, ...days.map((day) => day.calls)));
  const top = lines.at(-1) ?? 1;
  const day = shown === null ? undefined : days[shown];

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const from = shown ?? (step > 0 ? -1 : days.length);
    setShown(Math.min(days.length - 1, Math.max(0, from + step)));
  };

  return (
    <div
      role="group"
      tabIndex={0}
      aria-label="Calls per day. Left and right arrow keys read each day."
      className="relative min-h-[228px] flex-1 rounded-md pl-8 select-none"
      onKeyDown={onKeyDown}
      onBlur={() => setShown(null)}
      onMouseLeave={() => setShown(null)}
    >
      <Grid lines={lines} top={top} />
      <div aria-hidden className="absolute top-2 right-0 bottom-0 left-8 flex">
        {days.map((each, index) => (
          <Bar
            key={each.date}
            day={each}
            top={top}
            index={index}
            count={days.length}
            faded={shown !== null && shown !== index}
            onEnter={() => setShown(index)}
          />
        ))}
      </div>
      <div aria-live="polite">{day && <DayCard day={day} at={((shown ?? 0) + 0.5) / days.length} />}</div>
      <DayTable days={days} />
    </div>
  );
}

function Grid({ lines, top }: { lines: number[]; top: number }) {
  return (
    <div aria-hidden className="absolute inset-x-0 top-2 bottom-7">
      {lines.map((value) => (
        <div
          key={value}
          className="absolute inset-x-0 flex translate-y-1/2 items-center"
          style={{ bottom: `${(value / top) * 100}%` }}
        >
          <span className="num w-8 pr-2.5 text-right text-[11px] text-muted">{value}</span>
          <span className={clsx("h-px flex-1", value > 0 ? "bg-grid" : "bg-line")} />
        </div>
      ))}
    </div>
  );
}

interface BarProps {
  day: Day;
  top: number;
  index: number;
  count: number;
  faded: boolean;
  onEnter: () => void;
}

function Bar({ day, top, index, count, faded, onEnter }: BarProps) {
  const { locale } = useZone();
  const today = index === count - 1;
  const label = labelled(index, count);
  return (
    <div className="flex min-w-0 flex-1 flex-col" onMouseEnter={onEnter}>
      <div className="relative flex-1">
        <div
          className={clsx(
            "absolute inset-x-[18%] bottom-0 mx-auto flex max-w-[30px] flex-col-reverse gap-[2px] overflow-hidden rounded-t-[5px]",
            "transition-opacity",
            faded && "opacity-55",
          )}
          style={{ height: `${(day.calls / top) * 100}%` }}
        >
          {PARTS.filter((part) => part.of(day) > 0).map((part, place) => (
            <span
              key={part.label}
              className={clsx("w-full", part.dot, today && place === 0 && "hatch")}
              style={{ flex: part.of(day) }}
            />
          ))}
        </div>
      </div>
      <span className="relative h-7">
        {label !== "never" && (
          <span
            className={clsx(
              "num absolute top-2 left-1/2 -translate-x-1/2 text-[11px] whitespace-nowrap",
              today ? "font-medium text-ink" : "text-muted",
              label === "wide" && "max-sm:hidden",
            )}
          >
            {today ? "Today" : formatDay(day.date, locale, "short")}
          </span>
        )}
      </span>
    </div>
  );
}

function DayCard({ day, at }: { day: Day; at: number }) {
  const { locale } = useZone();
  return (
    <div
      className="pointer-events-none absolute top-0 z-10 w-52 rounded-xl border bg-surface p-3 text-xs shadow-pop"
      style={{ left: `clamp(0rem, calc(2rem + (100% - 2rem) * ${at} - 6.5rem), calc(100% - 13rem))` }}
    >
      <p className="mb-1.5 font-medium">{formatDay(day.date, locale, "long")}</p>
      {PARTS.map((part) => (
        <p key={part.label} className="flex items-center gap-1.5 py-0.5 text-muted">
          <i aria-hidden className={clsx("size-2 rounded-[3px]", part.dot)} />
          {part.label}
          <b className="num ml-auto font-medium text-ink">{part.of(day)}</b>
        </p>
      ))}
    </div>
  );
}

function DayTable({ days }: { days: Day[] }) {
  const { locale } = useZone();
  return (
    <div className="sr-only">
      <table>
        <caption>Calls per day</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {PARTS.map((part) => (
              <th key={part.label} scope="col">
                {part.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.date}>
              <th scope="row">{formatDay(day.date, locale, "long")}</th>
              {PARTS.map((part) => (
                <td key={part.label}>{part.of(day)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
