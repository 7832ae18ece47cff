import type { CallStats } from "@callflex/contracts/api/calls";
import { TriangleAlert } from "lucide-react";
import { clsx } from "clsx";
import { formatDay, formatNumber } from "~/lib/format.ts";
import { usageLevel } from "~/lib/usage.ts";
import { useZone } from "~/lib/zone.tsx";

/** Warns when most or all minutes of the plan are used up. */
export function UsageAlert({ usage }: { usage: CallStats["usage"] }) {
  const { locale } = useZone();
  const { percent, level } = usageLevel(usage);
  if (level === "fine") return null;
  const used = `${formatNumber(usage.billedMinutes, locale)} of ${formatNumber(usage.includedMinutes, locale)} minutes`;
  return (
    <p
      role="status"
      className={clsx(
        "flex items-center gap-3 rounded-card px-4 py-3 text-[13px]",
        level === "over" ? "bg-coral-soft text-coral-on-soft" : "bg-amber-soft text-amber-on-soft",
      )}
    >
      <TriangleAlert className="size-4 shrink-0" aria-hidden />
      <span>
        <b className="font-semibold">
          {level === "over"
            ? "The minutes of your plan are used up."
            : `${Math.floor(percent)}% of your minutes are used.`}
        </b>{" "}
        {used}; the count starts anew on {formatDay(usage.periodEnd.slice(0, 10), locale, "long")}.
      </span>
    </p>
  );
}
