import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import { STATUS_WORDS } from "~/components/assistants/assistant-words.ts";
import { STATUSES, type Status } from "./search-params.ts";

/** Shows assistants of one status alone, or all. */
export function StatusFilter({ chosen }: { chosen: Status | null }) {
  return (
    <nav aria-label="Shown assistants">
      <ul className="flex flex-wrap gap-1.5">
        {[null, ...STATUSES].map((status) => (
          <li key={status ?? "all"}>
            <Link
              to={status ? `/assistants?status=${status}` : "/assistants"}
              preventScrollReset
              aria-current={status === chosen ? "true" : undefined}
              className={clsx(
                "inline-flex h-8 items-center rounded-full px-3 text-[13px] transition-colors",
                status === chosen ? "bg-ink font-medium text-bg" : "border bg-surface text-ink-2 hover:bg-sunken",
              )}
            >
              {status ? STATUS_WORDS[status].label : "All"}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
