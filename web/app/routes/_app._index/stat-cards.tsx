import type { CallStats } from "@callflex/contracts/api/calls";
import { clsx } from "clsx";
import { ArrowDownRight, ArrowRight, ArrowUpRight, Clock3, PhoneCall, PhoneIncoming, PhoneMissed } from "lucide-react";
import { Sparkline } from "~/components/charts/sparkline.tsx";
import { formatNumber } from "~/lib/format.ts";
import { useZone } from "~/lib/zone.tsx";
import { overviewFigures, type Figure } from "./figures.ts";

const ICONS = { calls: PhoneIncoming, handled: PhoneCall, missed: PhoneMissed, minutes: Clock3 } as const;
const ARROWS = { up: ArrowUpRight, down: ArrowDownRight, same: ArrowRight } as const;
const MOODS = { good: "text-brand-on-soft", bad: "text-coral-on-soft", neutral: "text-ink-2" } as const;

/** The four figures, each beside the days before. */
export function StatCards({ stats }: { stats: CallStats }) {
  const { locale } = useZone();
  const figures = overviewFigures(stats, (value) => formatNumber(value, locale));
  return (
    <ul className="grid grid-cols-2 gap-3 lg:grid-cols-4 lg:gap-4">
      {figures.map((figure) => (
        <StatCard key={figure.key} figure={figure} days={stats.days.length} />
      ))}
    </ul>
  );
}

function StatCard({ figure, days }: { figure: Figure; days: number }) {
  const Icon = ICONS[figure.key];
  const Arrow = ARROWS[figure.direction];
  return (
    <li className="card flex flex-col p-3.5 sm:p-4">
      <p className="flex items-center gap-2 text-[13px] text-muted">
        <Icon className="size-4 max-sm:hidden" aria-hidden />
        <span className="truncate">{figure.label}</span>
      </p>
      <div className="mt-2.5 flex items-end justify-between gap-3">
        <p className="num text-[26px] leading-none font-semibold tracking-[-0.03em] sm:text-[30px]">{figure.value}</p>
        <Sparkline series={figure.series} className="h-9 w-24 max-sm:hidden" />
      </div>
      <p className="mt-3 flex items-center gap-1.5 text-xs text-muted">
        {figure.change && (
          <span
            className={clsx(
              "num inline-flex shrink-0 items-center gap-0.5 font-medium whitespace-nowrap",
              MOODS[figure.mood],
            )}
          >
            <Arrow className="size-3.5" aria-hidden />
            <span className="sr-only">{figure.direction}</span>
            {figure.change}
          </span>
        )}
        <span className="truncate">{figure.change ? `vs ${days} days before` : "Nothing to compare with yet"}</span>
      </p>
    </li>
  );
}
