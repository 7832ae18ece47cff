import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import { Check } from "lucide-react";
import { REVIEW, STEPS } from "./steps.ts";

/** Where somebody is in the builder; each step can be gone to. */
export function StepNav({ assistantId, current }: { assistantId: string; current: string }) {
  const pages = [...STEPS.map(({ path, title }) => ({ path, title })), { path: REVIEW, title: "Review" }];
  const at = pages.findIndex(({ path }) => path === current);
  return (
    <nav aria-label="Steps" className="no-bar relative -mx-4 overflow-x-auto px-4 lg:mx-0 lg:px-0">
      <ol className="flex min-w-max items-center gap-1 py-1">
        {pages.map(({ path, title }, index) => (
          <li key={path} className="flex items-center gap-1">
            {index > 0 && <span aria-hidden className="h-px w-3 bg-line-strong sm:w-5" />}
            <Link
              to={path ? `/assistants/build/${assistantId}/${path}` : `/assistants/build/${assistantId}`}
              aria-current={index === at ? "step" : undefined}
              className={clsx(
                "flex h-8 items-center gap-2 rounded-full pr-3 pl-1 text-[13px] whitespace-nowrap transition-colors",
                index === at
                  ? "bg-surface font-medium text-ink shadow-card ring-1 ring-line"
                  : "text-muted hover:text-ink",
              )}
            >
              <span
                className={clsx(
                  "num grid size-6 place-items-center rounded-full text-xs font-medium",
                  index === at && "bg-brand text-brand-ink",
                  index < at && "bg-brand-soft text-brand-on-soft",
                  index > at && "bg-sunken text-muted",
                )}
              >
                {index < at || path === REVIEW ? <Check className="size-3.5" aria-hidden /> : index + 1}
              </span>
              <span className={clsx(index !== at && "max-md:sr-only")}>{title}</span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
