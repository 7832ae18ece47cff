import { detailLines } from "~/lib/detail-lines.ts";

/** What was noted, one line each. */
export function DetailList({ details }: { details: Record<string, unknown> }) {
  return (
    <dl className="mt-1 space-y-0.5 text-[13px]">
      {detailLines(details).map(([label, text]) => (
        <div key={label} className="flex gap-2">
          <dt className="shrink-0 text-muted">{label}</dt>
          <dd className="min-w-0 break-words">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
