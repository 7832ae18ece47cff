import type { AuditEntry } from "@callflex/contracts/api/audit-log";
import { When } from "~/components/ui/when.tsx";
import { formatDateTime } from "~/lib/format.ts";
import { useZone } from "~/lib/zone.tsx";
import { actionWords } from "./action-words.ts";
import { auditChanges, type ChangeLine } from "./audit-changes.ts";

/** Entries of an audit log, the newest first. */
export function AuditList({ entries, now, own = false }: { entries: AuditEntry[]; now: number; own?: boolean }) {
  return (
    <ul className="divide-y">
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} now={now} own={own} />
      ))}
    </ul>
  );
}

function Entry({ entry, now, own }: { entry: AuditEntry; now: number; own: boolean }) {
  const zone = useZone();
  const changes = auditChanges(entry.before, entry.after, (instant) => formatDateTime(instant, zone));
  return (
    <li className="px-4 py-3 sm:px-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <p className="font-medium">{actionWords(entry.action)}</p>
        <When at={entry.createdAt} now={now} className="text-[13px] text-muted" />
      </div>
      <p className="text-[13px] text-muted">
        {!own && <span className="text-ink-2">{actorName(entry)}</span>}
        {entry.ipAddress && <span className="num">{own ? `From ${entry.ipAddress}` : ` from ${entry.ipAddress}`}</span>}
      </p>
      {changes.length > 0 && <Changes lines={changes} />}
    </li>
  );
}

function Changes({ lines }: { lines: ChangeLine[] }) {
  return (
    <dl className="mt-1.5 space-y-0.5 text-[13px]">
      {lines.map(({ label, before, after }) => (
        <div key={label} className="flex flex-wrap gap-x-2">
          <dt className="text-muted first-letter:uppercase">{label}</dt>
          <dd className="min-w-0 break-words">
            {before !== null && (
              <>
                <span className="sr-only">before: </span>
                <del className="text-muted">{before}</del>
              </>
            )}
            {before !== null && after !== null && <span aria-hidden> → </span>}
            {after !== null && (
              <>
                <span className="sr-only"> after: </span>
                <ins className="no-underline">{after}</ins>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function actorName({ actor }: AuditEntry): string {
  if (actor.kind === "system") return "CallFlex";
  const name = actor.name ?? "somebody who is gone";
  if (actor.kind === "api_key") return `API key “${actor.name ?? "deleted"}”`;
  return actor.kind === "staff" ? `${name} (CallFlex staff)` : name;
}
