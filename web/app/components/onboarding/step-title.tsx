import type { ReactNode } from "react";

/** Heading of a step: what is asked for, and why. */
export function StepTitle({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="max-w-2xl">
      <h1 className="text-2xl font-semibold lg:text-[28px]">{title}</h1>
      <p className="mt-1.5 text-muted">{children}</p>
    </div>
  );
}
