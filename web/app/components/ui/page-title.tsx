import type { ReactNode } from "react";

/** Heading of a page, one line about it below, and what can be done at its right. */
export function PageTitle({ title, lead, children }: { title: string; lead?: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
      <div className="mr-auto min-w-0">
        <h1 className="text-[22px] font-semibold lg:text-2xl">{title}</h1>
        {lead && <p className="mt-0.5 text-muted">{lead}</p>}
      </div>
      {children}
    </div>
  );
}
