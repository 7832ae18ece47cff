import type { TestCheck } from "@callflex/contracts/assistant-test";
import { Check, X } from "lucide-react";
import { expectationWords } from "./expectation-words.ts";

/** Each expectation of a test with what was found; what failed stands out. */
export function TestChecks({ checks }: { checks: readonly TestCheck[] }) {
  return (
    <ul className="mt-1.5 space-y-1 text-[13px]">
      {checks.map(({ expectation, passed, found }, index) => (
        <li key={index} className="flex gap-2">
          {passed ? (
            <Check className="mt-0.5 size-4 shrink-0 text-brand-on-soft" aria-label="Holds" />
          ) : (
            <X className="mt-0.5 size-4 shrink-0 text-coral-on-soft" aria-label="Doesn't hold" />
          )}
          <span className="min-w-0 break-words">
            <span className={passed ? "text-ink-2" : "font-medium"}>{expectationWords(expectation)}</span>
            <span className={passed ? "block text-muted" : "block text-coral-on-soft"}>{found}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
