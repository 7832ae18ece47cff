import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** How something that a mail's link asked for went, and what to do next. */
export function Outcome(props: { icon: LucideIcon; title: string; tone?: "good" | "bad"; children: ReactNode }) {
  const { icon: Icon, title, tone = "good" } = props;
  const look = tone === "good" ? "bg-brand-soft text-brand-on-soft" : "bg-amber-soft text-amber-on-soft";
  return (
    <div>
      <span aria-hidden className={`grid size-11 place-items-center rounded-full ${look}`}>
        <Icon className="size-5" />
      </span>
      <h1 className="mt-5 text-2xl font-semibold">{title}</h1>
      <div className="mt-2 text-muted">{props.children}</div>
    </div>
  );
}
