import { clsx } from "clsx";
import type { ReactNode } from "react";

const TONES = {
  good: "bg-brand-soft text-brand-on-soft",
  wait: "bg-amber-soft text-amber-on-soft",
  bad: "bg-coral-soft text-coral-on-soft",
  plain: "bg-sunken text-ink-2",
} as const;

/** A word or two about the state of something. */
export function Tag({ tone = "plain", children }: { tone?: keyof typeof TONES; children: ReactNode }) {
  return (
    <span
      className={clsx(
        "inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap",
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
