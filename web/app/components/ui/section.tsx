import { clsx } from "clsx";
import { useId, type ReactNode } from "react";

/** A card of a settings page: what it is about, one line on it, and the controls. */
export function Section(props: {
  title: string;
  lead?: ReactNode;
  /** Stands at the right of the title. */
  aside?: ReactNode;
  tone?: "plain" | "danger";
  children?: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={clsx("card", props.tone === "danger" && "border-coral/50")}>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3 px-4 pt-4 sm:px-6 sm:pt-5">
        <div className="mr-auto min-w-0">
          <h2 id={id} className="text-[15px] font-semibold">
            {props.title}
          </h2>
          {props.lead && <p className="mt-0.5 max-w-prose text-[13px] text-muted">{props.lead}</p>}
        </div>
        {props.aside}
      </div>
      <div className={clsx("px-4 pb-4 sm:px-6", props.children ? "pt-4 sm:pb-6" : "sm:pb-5")}>{props.children}</div>
    </section>
  );
}
