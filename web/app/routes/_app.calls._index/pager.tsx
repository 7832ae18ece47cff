import { Link, useSearchParams } from "@remix-run/react";
import { ChevronRight, ChevronsLeft } from "lucide-react";
import { buttonClass } from "~/components/ui/button.tsx";
import { withParameter } from "./filter-links.ts";

/** On to older calls, or back to the newest. */
export function Pager({ nextCursor }: { nextCursor: string | null }) {
  const [search] = useSearchParams();
  const onFirst = !search.has("cursor");
  if (onFirst && !nextCursor) return null;
  const next = new URLSearchParams(search);
  if (nextCursor) next.set("cursor", nextCursor);
  return (
    <nav aria-label="Pages" className="flex justify-between gap-3 border-t px-4 py-3 sm:px-5">
      {onFirst ? (
        <span />
      ) : (
        <Link to={withParameter(search, "cursor", null)} className={buttonClass({ variant: "outline", size: "sm" })}>
          <ChevronsLeft className="size-4" aria-hidden />
          Back to the newest
        </Link>
      )}
      {nextCursor && (
        <Link to={`?${next}`} prefetch="intent" className={buttonClass({ variant: "outline", size: "sm" })}>
          Older calls
          <ChevronRight className="size-4" aria-hidden />
        </Link>
      )}
    </nav>
  );
}
