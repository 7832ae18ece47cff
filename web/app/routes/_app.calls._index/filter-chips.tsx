import type { CallListItem } from "@callflex/contracts/api/calls";
import { Link, useSearchParams } from "@remix-run/react";
import { X } from "lucide-react";
import { formatPhone } from "~/lib/format.ts";
import { withParameter } from "./filter-links.ts";
import type { CallsSearch } from "./search-params.ts";

/** Filters that come from a link on a call's page: one caller, assistant or number. Each can be taken away. */
export function FilterChips({ search, first }: { search: CallsSearch; first: CallListItem | undefined }) {
  const [parameters] = useSearchParams();
  const number = first?.phoneNumber;
  const chips = [
    search.caller && ["caller", `Calls from ${formatPhone(search.caller)}`],
    search.assistantId && ["assistantId", `Answered by ${first?.assistant?.name ?? "one assistant"}`],
    search.phoneNumberId && [
      "phoneNumberId",
      `Calls to ${number ? (number.label ?? formatPhone(number.e164)) : "one number"}`,
    ],
  ].filter((chip): chip is [string, string] => Array.isArray(chip));
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Shown only" className="flex flex-wrap gap-2">
      {chips.map(([name, label]) => (
        <li key={name}>
          <Link
            to={withParameter(parameters, name, null)}
            aria-label={`${label}. Show all again`}
            className="num inline-flex h-7 items-center gap-1.5 rounded-full bg-brand-soft px-3 text-xs font-medium text-brand-on-soft"
          >
            {label}
            <X className="size-3.5" aria-hidden />
          </Link>
        </li>
      ))}
    </ul>
  );
}
