import type { CallStats } from "@callflex/contracts/api/calls";
import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import { CallsLegend, CallsPerDay } from "~/components/charts/calls-per-day.tsx";
import { formatNumber } from "~/lib/format.ts";
import { useZone } from "~/lib/zone.tsx";
import { RANGES, type Range } from "./range.ts";

/** Calls per day with the choice of days. */
export function CallsChartCard({ stats, range }: { stats: CallStats; range: Range }) {
  const { locale } = useZone();
  return (
    <section className="card flex min-w-0 flex-col p-4 sm:p-5" aria-labelledby="calls-per-day">
      <div className="mb-3 flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div>
          <h2 id="calls-per-day" className="text-[15px] font-semibold">
            Calls per day
          </h2>
          <p className="num mt-0.5 text-[13px] text-muted">
            {formatNumber(stats.totals.calls, locale)} {stats.totals.calls === 1 ? "call" : "calls"} in the last {range}{" "}
            days
          </p>
        </div>
        <nav aria-label="Days shown" className="num flex rounded-[10px] bg-sunken p-0.5 text-xs">
          {RANGES.map((days) => (
            <Link
              key={days}
              to={`?days=${days}`}
              preventScrollReset
              replace
              aria-current={days === range ? "true" : undefined}
              className={clsx(
                "rounded-lg px-2.5 py-1.5",
                days === range ? "bg-surface font-medium text-ink shadow-card" : "text-muted hover:text-ink",
              )}
            >
              {days} days
            </Link>
          ))}
        </nav>
      </div>
      <div className="mb-3">
        <CallsLegend />
      </div>
      <CallsPerDay days={stats.days} />
    </section>
  );
}
