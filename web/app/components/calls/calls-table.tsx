import type { CallListItem } from "@callflex/contracts/api/calls";
import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import { Avatar } from "~/components/ui/avatar.tsx";
import { OutcomeBadge } from "~/components/ui/outcome-badge.tsx";
import { Tag } from "~/components/ui/tag.tsx";
import { When } from "~/components/ui/when.tsx";
import { callerTitle, whatHappened } from "~/lib/call-words.ts";
import { formatDuration, formatPhone } from "~/lib/format.ts";
import { CallTimer } from "./call-timer.tsx";
import { useFreshIds } from "./use-fresh-ids.ts";

/**
 * Calls, newest first: a table in wide windows, a list on a phone, from the same markup. The roles stand there because
 * browsers forget a table's meaning when CSS lays it out in another way.
 */
export function CallsTable({ calls, now, caption }: { calls: CallListItem[]; now: number; caption: string }) {
  const fresh = useFreshIds(calls.map((call) => call.id));
  return (
    <table role="table" className="w-full text-left text-[13px] max-md:block">
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup" className="border-y bg-sunken/50 text-xs text-muted max-md:sr-only">
        <tr role="row">
          <Head className="pl-5">Caller</Head>
          <Head>What happened</Head>
          <Head>Outcome</Head>
          <Head className="text-right">Length</Head>
          <Head className="pr-5 text-right">When</Head>
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-md:block max-md:border-t">
        {calls.map((call) => (
          <CallRow key={call.id} call={call} now={now} fresh={fresh.has(call.id)} />
        ))}
      </tbody>
    </table>
  );
}

function Head({ className, children }: { className?: string; children: string }) {
  return (
    <th role="columnheader" scope="col" className={clsx("h-9 px-3 font-medium", className)}>
      {children}
    </th>
  );
}

function CallRow({ call, now, fresh }: { call: CallListItem; now: number; fresh: boolean }) {
  return (
    <tr
      role="row"
      className={clsx(
        "call-row relative border-b transition-colors last:border-0 hover:bg-sunken/50 active:bg-sunken",
        "max-md:grid max-md:px-4 max-md:py-3",
        fresh && "fresh-row",
      )}
    >
      <td role="cell" className="[grid-area:who] md:py-2.5 md:pr-3 md:pl-5">
        <span className="flex items-center gap-3">
          <Avatar name={call.callerName} className="max-md:hidden" />
          <span className="min-w-0">
            <Link
              to={`/calls/${call.id}`}
              prefetch="intent"
              className="block truncate font-medium after:absolute after:inset-0 after:content-[''] max-md:text-sm md:max-w-44"
            >
              {callerTitle(call)}
            </Link>
            {call.callerName && (
              <span className="num block text-xs whitespace-nowrap text-muted max-md:hidden">
                {formatPhone(call.callerNumber)}
              </span>
            )}
          </span>
        </span>
      </td>
      <td role="cell" className="[grid-area:what] max-md:mt-0.5 max-md:text-muted md:px-3">
        <span className="line-clamp-2 max-md:line-clamp-1">{whatHappened(call)}</span>
      </td>
      <td role="cell" className="[grid-area:outcome] max-md:mt-2 md:px-3">
        <span className="inline-flex flex-wrap gap-1">
          <OutcomeBadge call={call} />
          {call.isTest && <Tag>Test</Tag>}
        </span>
      </td>
      <td
        role="cell"
        className="num [grid-area:length] text-right max-md:mt-2 max-md:text-xs max-md:text-muted md:px-3"
      >
        {call.status === "ended" ? (
          !call.durationSeconds ? (
            <span className="text-muted">–</span>
          ) : (
            formatDuration(call.durationSeconds)
          )
        ) : (
          <CallTimer call={call} start={now} />
        )}
      </td>
      <td
        role="cell"
        className="[grid-area:when] text-right whitespace-nowrap text-muted max-md:text-xs md:pr-5 md:pl-3"
      >
        <When at={call.startedAt} now={now} />
      </td>
    </tr>
  );
}
