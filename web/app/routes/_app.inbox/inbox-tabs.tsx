import { Link } from "@remix-run/react";
import { clsx } from "clsx";

const VIEWS = [
  ["open", "Open", "/inbox"],
  ["done", "Done", "/inbox?view=done"],
] as const;

/** Open and done items. */
export function InboxTabs({ view }: { view: "open" | "done" }) {
  return (
    <nav aria-label="Inbox" className="flex rounded-[10px] bg-sunken p-0.5 text-[13px]">
      {VIEWS.map(([key, label, to]) => (
        <Link
          key={key}
          to={to}
          prefetch="intent"
          aria-current={view === key ? "page" : undefined}
          className={clsx(
            "rounded-lg px-3.5 py-1.5",
            view === key ? "bg-surface font-medium text-ink shadow-card" : "text-muted hover:text-ink",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
