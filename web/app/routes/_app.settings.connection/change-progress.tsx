import { Check, Loader2 } from "lucide-react";
import { clsx } from "clsx";
import { formatTime } from "~/lib/format.ts";
import { useZone } from "~/lib/zone.tsx";
import { isOverdue, type ChangeOfKey } from "./change-of-key.ts";

/** How far the change of the key is, step by step. */
export function ChangeProgress({ change, now }: { change: ChangeOfKey; now: number }) {
  const zone = useZone();
  const { next, before } = change;
  const used = before !== null && next === null;
  const until = before?.acceptedUntil;
  return (
    <div role="status" className="mb-5 rounded-[10px] bg-sunken px-4 py-3">
      <ol className="grid gap-2 text-[13px]">
        <Step done={next !== null || used}>A new key is made.</Step>
        <Step done={used}>
          {used ? "The new key is in use for all your numbers." : "It gets known everywhere, then it is used."}
        </Step>
        <Step done={false}>
          {until ? `The old key is accepted until ${formatTime(until, zone)}.` : "The old key is accepted for an hour."}
        </Step>
      </ol>
      {next && isOverdue(next, now) && (
        <p className="mt-2 text-[13px]">
          This takes longer than usual. The key before is still in use, and your calls go on as they did. We are looking
          into it.
        </p>
      )}
    </div>
  );
}

function Step({ done, children }: { done: boolean; children: string }) {
  const Icon = done ? Check : Loader2;
  return (
    <li className={clsx("flex items-center gap-2", done ? "text-ink" : "text-muted")}>
      <Icon className={clsx("size-4 shrink-0", done && "text-brand-on-soft")} aria-hidden />
      <span>
        {children}
        <span className="sr-only">{done ? " Done." : " Not done yet."}</span>
      </span>
    </li>
  );
}
