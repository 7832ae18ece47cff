import type { CallListItem } from "@callflex/contracts/api/calls";
import { formatDuration } from "~/lib/format.ts";
import { useNow } from "~/lib/use-now.ts";

/**
 * How long a running call has lasted, ticking.
 *
 * @param props.start milliseconds since 1970 at which the page was made
 */
export function CallTimer({ call, start }: { call: Pick<CallListItem, "startedAt" | "answeredAt">; start: number }) {
  const now = useNow(start, 1000);
  return (
    <span role="timer" className="num">
      {formatDuration((now - Date.parse(call.answeredAt ?? call.startedAt)) / 1000)}
    </span>
  );
}
