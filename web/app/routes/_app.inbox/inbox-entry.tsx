import type { InboxItem } from "@callflex/contracts/api/inbox";
import type { InboxKind } from "@callflex/contracts/enums";
import { inboxKindLabels } from "@callflex/contracts/labels";
import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import { CalendarClock, Check, MessageSquareText, PhoneCall, RotateCcw, Truck, type LucideIcon } from "lucide-react";
import { Button, buttonClass } from "~/components/ui/button.tsx";
import { DetailList } from "~/components/ui/detail-list.tsx";
import { When } from "~/components/ui/when.tsx";
import { formatPhone } from "~/lib/format.ts";
import { ItemNote } from "./item-note.tsx";
import { useItemChange } from "./use-item-change.ts";

const ICONS: Record<InboxKind, LucideIcon> = {
  message: MessageSquareText,
  callback: CalendarClock,
  callout: Truck,
};

/** One item that somebody has to work off. */
export function InboxEntry(props: { item: InboxItem; view: "open" | "done"; mayChange: boolean; now: number }) {
  const { item, view, mayChange, now } = props;
  const { shown, saving, change } = useItemChange(item);
  const Icon = ICONS[item.kind];
  const unread = shown.readAt === null && shown.doneAt === null;
  const leaving = (shown.doneAt !== null) !== (view === "done");

  return (
    <li
      className={clsx("flex gap-3 px-4 py-4 transition-opacity sm:px-5", leaving && "opacity-40")}
      aria-busy={saving}
      data-testid="inbox-item"
    >
      <span
        aria-hidden
        className="relative grid size-9 shrink-0 place-items-center rounded-full bg-sky-soft text-sky-on-soft"
      >
        <Icon className="size-4" />
        {unread && <span className="absolute -top-0.5 -right-0.5 size-2.5 rounded-full bg-brand ring-2 ring-surface" />}
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline justify-between gap-3 text-xs text-muted">
          <span className="num">
            {inboxKindLabels[item.kind]} · {item.callerName ?? "Unknown caller"}
            {item.callerNumber && ` · ${formatPhone(item.callerNumber)}`}
            {item.details.urgent === true && <span className="font-medium text-coral-on-soft"> · Urgent</span>}
          </span>
          <When at={item.createdAt} now={now} className="shrink-0" />
        </p>
        <h2 className={clsx("mt-1 text-sm break-words", unread ? "font-semibold" : "font-medium")}>
          {item.subject}
          {unread && <span className="sr-only"> (unread)</span>}
        </h2>
        <DetailList details={withoutSubject(item)} />
        <ItemNote note={shown.note} editable={mayChange} saving={saving} onSave={(note) => change({ note })} />
        <div className="mt-3 flex flex-wrap gap-2">
          {mayChange && shown.doneAt === null && (
            <Button size="sm" variant="outline" onClick={() => change({ done: true, read: true })} disabled={saving}>
              <Check className="size-3.5" aria-hidden />
              Mark done
            </Button>
          )}
          {mayChange && shown.doneAt !== null && (
            <Button size="sm" variant="outline" onClick={() => change({ done: false })} disabled={saving}>
              <RotateCcw className="size-3.5" aria-hidden />
              Open again
            </Button>
          )}
          {mayChange && shown.doneAt === null && (
            <Button size="sm" variant="ghost" onClick={() => change({ read: unread })} disabled={saving}>
              {unread ? "Mark read" : "Mark unread"}
            </Button>
          )}
          {item.callId && (
            <Link
              to={`/calls/${item.callId}`}
              prefetch="intent"
              className={buttonClass({ variant: "ghost", size: "sm" })}
              onClick={() => unread && mayChange && change({ read: true })}
            >
              <PhoneCall className="size-3.5" aria-hidden />
              See the call
            </Link>
          )}
        </div>
      </div>
    </li>
  );
}

/** The subject is made from some of the details; saying them twice helps nobody. */
function withoutSubject({ details, subject }: InboxItem): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(details).filter(
      ([name, value]) => name !== "urgent" && !(typeof value === "string" && subject.includes(value)),
    ),
  );
}
