import type { CallDetail } from "@callflex/contracts/api/calls";
import { Link } from "@remix-run/react";
import { ArrowLeft } from "lucide-react";
import { CallTimer } from "~/components/calls/call-timer.tsx";
import { Avatar } from "~/components/ui/avatar.tsx";
import { OutcomeBadge } from "~/components/ui/outcome-badge.tsx";
import { Tag } from "~/components/ui/tag.tsx";
import { callerTitle } from "~/lib/call-words.ts";
import { formatDateTime, formatPhone } from "~/lib/format.ts";
import { useZone } from "~/lib/zone.tsx";

/** Who called and where the call stands. */
export function CallHeader({ call, now }: { call: CallDetail; now: number }) {
  const zone = useZone();
  return (
    <header>
      <Link to="/calls" className="inline-flex items-center gap-1.5 text-[13px] text-muted hover:text-ink">
        <ArrowLeft className="size-4" aria-hidden />
        All calls
      </Link>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Avatar name={call.callerName} className="size-11 text-sm" />
        <div className="mr-auto min-w-0">
          <h1 className="truncate text-[22px] font-semibold lg:text-2xl">{callerTitle(call)}</h1>
          <p className="num text-[13px] text-muted">
            {call.callerName && `${formatPhone(call.callerNumber)} · `}
            <time dateTime={call.startedAt}>{formatDateTime(call.startedAt, zone)}</time>
          </p>
        </div>
        {call.status !== "ended" && (
          <span className="text-lg font-semibold tracking-tight">
            <CallTimer call={call} start={now} />
          </span>
        )}
        {call.isTest && <Tag>Test call</Tag>}
        <OutcomeBadge call={call} />
      </div>
    </header>
  );
}
