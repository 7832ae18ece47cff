import type { AssistantSummary } from "@callflex/contracts/api/assistants";
import { Link } from "@remix-run/react";
import { ArrowRight } from "lucide-react";
import { formatPhone } from "~/lib/format.ts";

const SHOWN = 3;

/** Who answers calls now. */
export function AssistantsCard({ assistants }: { assistants: AssistantSummary[] }) {
  return (
    <section className="card" aria-labelledby="active-assistants">
      <div className="flex items-center justify-between px-4 pt-4 pb-2 sm:px-5">
        <h2 id="active-assistants" className="text-[15px] font-semibold">
          Active assistants<span className="num ml-2 font-normal text-muted">{assistants.length}</span>
        </h2>
        <Link
          to="/assistants"
          prefetch="intent"
          className="inline-flex items-center gap-1 text-[13px] font-medium text-brand-on-soft hover:underline"
        >
          Open all
          <ArrowRight className="size-3.5" aria-hidden />
        </Link>
      </div>
      {assistants.length === 0 ? (
        <p className="px-4 pb-4 text-[13px] text-muted sm:px-5">None answers calls yet.</p>
      ) : (
        <ul className="pb-2">
          {assistants.slice(0, SHOWN).map(({ id, name, phoneNumbers }) => (
            <li
              key={id}
              className="relative flex items-baseline justify-between gap-3 px-4 py-2 hover:bg-sunken/50 sm:px-5"
            >
              <Link
                to={`/assistants/${id}`}
                className="truncate text-[13px] font-medium after:absolute after:inset-0 after:content-['']"
              >
                {name}
              </Link>
              <span className="num shrink-0 text-xs text-muted">{numberWords(phoneNumbers)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function numberWords(numbers: AssistantSummary["phoneNumbers"]): string {
  const [first, ...more] = numbers;
  if (!first) return "no number yet";
  return more.length === 0 ? formatPhone(first.e164) : `${numbers.length} numbers`;
}
