import { Link, useSearchParams } from "@remix-run/react";
import { X } from "lucide-react";
import { formatPhone } from "~/lib/format.ts";
import { withParameter } from "./filter-links.ts";
import type { CallsSearch } from "./search-params.ts";

/** The filter that comes from a link on a call's page: one caller. It can be taken away. */
export function FilterChips({ search }: { search: CallsSearch }) {
  const [parameters] = useSearchParams();
  if (!search.caller) return null;
  const label = `Calls from ${formatPhone(search.caller)}`;
  return (
    <ul aria-label="Shown only" className="flex flex-wrap gap-2">
      <li>
        <Link
          to={withParameter(parameters, "caller", null)}
          aria-label={`${label}. Show all again`}
          className="num inline-flex h-7 items-center gap-1.5 rounded-full bg-brand-soft px-3 text-xs font-medium text-brand-on-soft"
        >
          {label}
          <X className="size-3.5" aria-hidden />
        </Link>
      </li>
    </ul>
  );
}
