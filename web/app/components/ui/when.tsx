import { formatDateTime, formatWhen } from "~/lib/format.ts";
import { useZone } from "~/lib/zone.tsx";

/** When something was, in the organization's zone; the exact time as a tooltip. */
export function When({ at, now, className }: { at: string; now: number; className?: string }) {
  const zone = useZone();
  return (
    <time dateTime={at} title={formatDateTime(at, zone)} className={className}>
      {formatWhen(at, now, zone)}
    </time>
  );
}
