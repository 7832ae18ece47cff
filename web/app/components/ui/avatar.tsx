import { clsx } from "clsx";
import { User } from "lucide-react";
import { initials } from "~/lib/format.ts";

/** A circle with the letters of a name; decoration, since the name always stands beside it. */
export function Avatar({ name, className }: { name: string | null; className?: string }) {
  const letters = name ? initials(name) : "";
  return (
    <span
      aria-hidden
      className={clsx(
        "grid size-9 shrink-0 place-items-center rounded-full bg-sunken text-xs font-medium text-ink-2",
        className,
      )}
    >
      {letters || <User className="size-4" />}
    </span>
  );
}
