import type { CallListItem } from "@callflex/contracts/api/calls";
import { Link } from "@remix-run/react";
import { ArrowRight, Phone } from "lucide-react";
import { CallsTable } from "~/components/calls/calls-table.tsx";
import { EmptyState } from "~/components/ui/empty-state.tsx";

/** The newest calls of a number, and the way to all of them. */
export function RecentCalls({ calls, numberId, now }: { calls: CallListItem[]; numberId: string; now: number }) {
  return (
    <section className="card overflow-hidden" aria-labelledby="recent-calls">
      <div className="flex items-center justify-between px-4 pt-4 pb-3 sm:px-5">
        <h2 id="recent-calls" className="text-[15px] font-semibold">
          Recent calls
        </h2>
        {calls.length > 0 && (
          <Link
            to={`/calls?phoneNumberId=${numberId}`}
            prefetch="intent"
            className="inline-flex items-center gap-1 text-[13px] font-medium text-brand-on-soft hover:underline"
          >
            All calls to this number
            <ArrowRight className="size-3.5" aria-hidden />
          </Link>
        )}
      </div>
      {calls.length > 0 ? (
        <CallsTable calls={calls} now={now} caption="Recent calls to this number" />
      ) : (
        <EmptyState icon={Phone} title="No calls yet">
          Call it from any phone. The call appears here while it is still running.
        </EmptyState>
      )}
    </section>
  );
}
