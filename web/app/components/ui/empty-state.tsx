import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** Says that there is nothing here, why, and what to do about it. */
export function EmptyState({ icon: Icon, title, children }: { icon: LucideIcon; title: string; children: ReactNode }) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      <span aria-hidden className="grid size-11 place-items-center rounded-full bg-sunken text-muted">
        <Icon className="size-5" />
      </span>
      <p className="mt-4 font-medium">{title}</p>
      <div className="mt-1 max-w-sm text-[13px] text-balance text-muted">{children}</div>
    </div>
  );
}
