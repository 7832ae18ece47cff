import { Form, Link, useSubmit } from "@remix-run/react";
import { DayRange } from "~/components/day-range.tsx";
import { ACTION_GROUPS, actionWords } from "~/components/audit/action-words.ts";
import { buttonClass } from "~/components/ui/button.tsx";
import type { AuditSearch } from "./search-params.ts";

const CONTROL = "h-9 min-w-0 rounded-[10px] border border-line-strong/80 bg-surface px-3 text-[13px] text-ink";

/** What of the log is shown; the choice lives in the address. */
export function AuditFilters({ search, people }: { search: AuditSearch; people: { id: string; name: string }[] }) {
  const submit = useSubmit();
  const { cursor: _cursor, ...chosen } = search;
  const isGroup = ACTION_GROUPS.some(([value]) => value === search.action);
  return (
    <Form
      // Going back changes the address; the fields follow.
      key={JSON.stringify(chosen)}
      role="search"
      aria-label="Audit log"
      className="flex flex-wrap items-center gap-2"
      onChange={({ currentTarget }) => {
        const given = [...new FormData(currentTarget)].filter((pair): pair is [string, string] => pair[1] !== "");
        submit(given, { replace: true, preventScrollReset: true });
      }}
    >
      <label className="min-w-0">
        <span className="sr-only">What</span>
        <select name="action" defaultValue={search.action ?? ""} className={CONTROL}>
          <option value="">Everything</option>
          {ACTION_GROUPS.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
          {search.action && !isGroup && <option value={search.action}>{actionWords(search.action)}</option>}
        </select>
      </label>
      <label className="min-w-0">
        <span className="sr-only">By whom</span>
        <select name="actorId" defaultValue={search.actorId ?? ""} className={CONTROL}>
          <option value="">By anybody</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <DayRange from={search.from} to={search.to} className={CONTROL} />
      <button className="sr-only">Apply filters</button>
      {Object.keys(chosen).length > 0 && (
        <Link to="/settings/audit-log" className={buttonClass({ variant: "ghost", size: "sm" })}>
          Clear
        </Link>
      )}
    </Form>
  );
}
