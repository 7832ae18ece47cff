import { clsx } from "clsx";

/** CallFlex's mark and name. */
export function Logo({ className }: { className?: string }) {
  return (
    <span className={clsx("flex items-center gap-2.5 text-[17px] font-semibold tracking-tight", className)}>
      <svg viewBox="0 0 32 32" className="size-7" aria-hidden>
        <rect width="32" height="32" rx="9" className="fill-brand" />
        <path
          d="M8 14v4M13 10v12M18 6.5v19M23 12v8"
          className="stroke-brand-ink"
          strokeWidth="2.6"
          strokeLinecap="round"
        />
      </svg>
      CallFlex
    </span>
  );
}
