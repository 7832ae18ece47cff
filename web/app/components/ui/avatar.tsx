import { clsx } from "clsx";
import { User } from "lucide-react";
import { initials } from "~/lib/format.ts";

interface AvatarProps {
  name: string | null;
  /** strong: the visitor; soft: everybody else. */
  tone?: "soft" | "strong";
  className?: string;
}

/** A circle with the letters of a name; decoration, since the name always stands beside it. */
export function Avatar({ name, tone = "soft", className }: AvatarProps) {
  const letters = name ? initials(name) : "";
  return (
    <span
      aria-hidden
      className={clsx(
        "grid size-9 shrink-0 place-items-center rounded-full text-xs font-medium",
        tone === "soft" ? "bg-sunken text-ink-2" : "bg-ink text-bg",
        className,
      )}
    >
      {letters || <User className="size-4" />}
    </span>
  );
}
