import type { NavigationItem } from "./navigation.ts";
import { useActiveCalls } from "~/lib/live/active-calls.tsx";

/** The number beside an item of the menu: calls running now, or unread inbox items. Nothing for zero. */
export function NavCount({ item, unread }: { item: NavigationItem; unread: number }) {
  const live = useActiveCalls().total;
  if (item.count === "live" && live > 0) {
    return (
      <span className="num flex items-center gap-1.5 text-xs whitespace-nowrap font-medium text-brand-on-soft">
        <span aria-hidden className="live-dot relative size-1.5 rounded-full bg-brand" />
        {live}
        <span className="sr-only"> running now</span>
      </span>
    );
  }
  if (item.count === "unread" && unread > 0) {
    return (
      <span className="num block rounded-full bg-brand px-1.5 whitespace-nowrap text-[11px] leading-[18px] font-semibold text-brand-ink">
        {unread > 99 ? "99+" : unread}
        <span className="sr-only"> unread</span>
      </span>
    );
  }
  return null;
}
