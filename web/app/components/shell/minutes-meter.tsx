import type { CallStats } from "@callflex/contracts/api/calls";
import { clsx } from "clsx";
import { formatNumber } from "~/lib/format.ts";
import { usageLevel } from "~/lib/usage.ts";
import { useZone } from "~/lib/zone.tsx";

const FILL = { fine: "bg-brand", near: "bg-amber", over: "bg-coral" } as const;

/** Minutes used of those in the plan, and when the count starts anew. */
export function MinutesMeter({ usage, planName, now }: { usage: CallStats["usage"]; planName: string; now: number }) {
  const { locale } = useZone();
  const { percent, level } = usageLevel(usage);
  const days = Math.max(0, Math.ceil((Date.parse(usage.periodEnd) - now) / 86_400_000));
  return (
    <div className="rounded-xl border bg-surface p-3 shadow-card">
      <p className="flex items-baseline justify-between gap-2 text-xs">
        <span className="truncate font-medium">{planName} plan</span>
        <span className="num shrink-0 text-muted">
          {formatNumber(usage.billedMinutes, locale)} / {formatNumber(usage.includedMinutes, locale)} min
        </span>
      </p>
      <div
        role="meter"
        aria-label="Minutes used"
        aria-valuenow={usage.billedMinutes}
        aria-valuemin={0}
        aria-valuemax={Math.max(usage.includedMinutes, usage.billedMinutes)}
        className="mt-2 h-1.5 overflow-hidden rounded-full bg-sunken"
      >
        <div className={clsx("h-full rounded-full", FILL[level])} style={{ width: `${Math.min(100, percent)}%` }} />
      </div>
      <p className="mt-2 text-xs text-muted">
        {days === 0 ? "Starts anew today" : `Starts anew in ${days} ${days === 1 ? "day" : "days"}`}
      </p>
    </div>
  );
}
