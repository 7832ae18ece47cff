import { Link, useLocation } from "@remix-run/react";
import { buttonClass } from "./button.tsx";

/**
 * On to the next page of a list, or back to its first. Filters in the address stay.
 *
 * @param props.first on the way back, `Back to the newest`
 * @param props.next on the way on, `Older entries`
 */
export function ListPager(props: { nextCursor: string | null; first: string; next: string }) {
  const { pathname, search } = useLocation();
  const here = new URLSearchParams(search);
  const onFirst = !here.has("cursor");
  if (onFirst && !props.nextCursor) return null;
  const to = (cursor: string | null) => {
    const query = new URLSearchParams(here);
    query.delete("cursor");
    if (cursor) query.set("cursor", cursor);
    return query.size > 0 ? `${pathname}?${query}` : pathname;
  };
  const look = buttonClass({ variant: "outline", size: "sm" });
  return (
    <nav aria-label="Pages" className="flex justify-between gap-3 border-t px-4 py-3 sm:px-6">
      {onFirst ? (
        <span />
      ) : (
        <Link to={to(null)} className={look}>
          {props.first}
        </Link>
      )}
      {props.nextCursor && (
        <Link to={to(props.nextCursor)} className={look}>
          {props.next}
        </Link>
      )}
    </nav>
  );
}
