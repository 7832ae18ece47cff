import type { InboxItem } from "@callflex/contracts/api/inbox";
import { inboxKindLabels } from "@callflex/contracts/labels";
import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import { ArrowRight, CircleCheck } from "lucide-react";
import { EmptyState } from "~/components/ui/empty-state.tsx";
import { When } from "~/components/ui/when.tsx";

/** The newest items that somebody has to work off. */
export function OpenItemsCard({ items, total, now }: { items: InboxItem[]; total: number; now: number }) {
  return (
    <section className="card flex flex-col" aria-labelledby="open-items">
      <div className="flex items-center justify-between px-4 pt-4 pb-2 sm:px-5">
        <h2 id="open-items" className="text-[15px] font-semibold">
          To do{total > 0 && <span className="num ml-2 font-normal text-muted">{total}</span>}
        </h2>
        <Link
          to="/inbox"
          prefetch="intent"
          className="inline-flex items-center gap-1 text-[13px] font-medium text-brand-on-soft hover:underline"
        >
          Open inbox
          <ArrowRight className="size-3.5" aria-hidden />
        </Link>
      </div>
      {items.length === 0 ? (
        <EmptyState icon={CircleCheck} title="All done">
          Messages, callbacks and callouts that the assistant takes appear here.
        </EmptyState>
      ) : (
        <ul className="flex-1 pb-2">
          {items.map((item) => (
            <li key={item.id} className="relative px-4 py-2.5 hover:bg-sunken/50 sm:px-5">
              <p className="flex items-baseline justify-between gap-3 text-xs text-muted">
                <span>
                  {item.readAt === null && (
                    <span className="mr-1.5 inline-block size-1.5 rounded-full bg-brand align-middle" />
                  )}
                  {inboxKindLabels[item.kind]} · {item.callerName ?? "Unknown caller"}
                </span>
                <When at={item.createdAt} now={now} className="shrink-0" />
              </p>
              <Link
                to={item.callId ? `/calls/${item.callId}` : "/inbox"}
                className={clsx(
                  "mt-0.5 line-clamp-2 text-[13px] after:absolute after:inset-0 after:content-['']",
                  item.readAt === null && "font-medium",
                )}
              >
                {item.subject}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
