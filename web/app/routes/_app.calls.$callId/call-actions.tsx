import type { CallAction } from "@callflex/contracts/api/calls";
import type { CallActionType } from "@callflex/contracts/enums";
import { callActionLabels } from "@callflex/contracts/labels";
import { clsx } from "clsx";
import { CalendarClock, CircleHelp, MessageSquareText, PhoneForwarded, Truck, type LucideIcon } from "lucide-react";
import { DetailList } from "~/components/ui/detail-list.tsx";
import { formatExactTime } from "~/lib/format.ts";
import { useZone } from "~/lib/zone.tsx";

const ICONS: Record<CallActionType, LucideIcon> = {
  takeMessage: MessageSquareText,
  scheduleCallback: CalendarClock,
  logDriverCallout: Truck,
  transferCall: PhoneForwarded,
  unknown: CircleHelp,
};

/** What the assistant did during the call. */
export function CallActions({ actions }: { actions: CallAction[] }) {
  if (actions.length === 0) return null;
  return (
    <section className="card p-4 sm:p-5" aria-labelledby="actions">
      <h2 id="actions" className="text-[15px] font-semibold">
        What the assistant did
      </h2>
      <ol className="mt-3 space-y-4">
        {actions.map((action) => (
          <Action key={action.id} action={action} />
        ))}
      </ol>
    </section>
  );
}

function Action({ action }: { action: CallAction }) {
  const zone = useZone();
  const Icon = ICONS[action.type];
  const refused = action.status === "refused";
  return (
    <li className="flex gap-3">
      <span
        aria-hidden
        className={clsx(
          "grid size-8 shrink-0 place-items-center rounded-full",
          refused ? "bg-amber-soft text-amber-on-soft" : "bg-sky-soft text-sky-on-soft",
        )}
      >
        <Icon className="size-4" />
      </span>
      <div className="min-w-0 flex-1 text-[13px]">
        <p className="flex items-baseline justify-between gap-3">
          <span className="font-medium">
            {callActionLabels[action.type]}
            {refused && <span className="font-normal text-amber-on-soft"> – not carried out</span>}
          </span>
          <time dateTime={action.createdAt} className="num shrink-0 text-xs text-muted">
            {formatExactTime(action.createdAt, zone)}
          </time>
        </p>
        <DetailList details={action.input} />
        {refused && <p className="mt-1 text-muted">The assistant was told: {action.answer}</p>}
      </div>
    </li>
  );
}
