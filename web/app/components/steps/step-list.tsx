import { clsx } from "clsx";
import { Check, CircleDashed, LoaderCircle, Minus, Undo2, X, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { formatExactTime } from "~/lib/format.ts";
import { useNow } from "~/lib/use-now.ts";
import { useZone } from "~/lib/zone.tsx";
import { stepProgress, type Step } from "./step-words.ts";

/** A step with its words. */
export interface NamedStep extends Step {
  key: string;
  title: string;
  /** Whom or what it was about. */
  subject?: string;
  /** Follows the words on how it went. */
  link?: ReactNode;
}

const LOOKS: Record<Step["state"], [LucideIcon, string, string]> = {
  done: [Check, "bg-brand-soft text-brand-on-soft", "Done"],
  running: [LoaderCircle, "bg-sky-soft text-sky-on-soft [&_svg]:animate-spin", "Running"],
  waiting: [CircleDashed, "bg-amber-soft text-amber-on-soft", "Waiting"],
  failed: [X, "bg-coral-soft text-coral-on-soft", "Failed"],
  undone: [Undo2, "bg-sunken text-muted", "Taken back"],
  skipped: [Minus, "bg-sunken text-muted", "Skipped"],
};

const NOT_YET = "border border-dashed border-line-strong text-muted";

/** What is done in the background, step by step, with clocks that run while something is under way. */
export function StepList({ steps, now: start }: { steps: NamedStep[]; now: number }) {
  const underWay = steps.some((step) => step.startedAt !== null && step.finishedAt === null);
  const now = useNow(start, underWay ? 1_000 : 60_000);
  return (
    <ol>
      {steps.map((step) => (
        <StepLine key={step.key} step={step} now={now} />
      ))}
    </ol>
  );
}

function StepLine({ step, now }: { step: NamedStep; now: number }) {
  const zone = useZone();
  const [Icon, look, state] = LOOKS[step.state];
  const turnComes = step.state === "waiting" && step.startedAt === null;
  const progress = stepProgress(step, now);
  return (
    <li className="group relative flex gap-3 pb-4 last:pb-0">
      <span aria-hidden className="absolute top-7 bottom-0 left-3 w-px bg-line group-last:hidden" />
      <span
        className={clsx("relative grid size-6 shrink-0 place-items-center rounded-full", turnComes ? NOT_YET : look)}
      >
        {!turnComes && <Icon className="size-3.5" aria-hidden />}
        <span className="sr-only">{turnComes ? "Not begun" : state}</span>
      </span>
      <div className="min-w-0 flex-1 pt-0.5 text-[13px]">
        <p className="flex items-baseline justify-between gap-3">
          <span className={clsx("font-medium", turnComes && "text-muted")}>{step.title}</span>
          {step.startedAt && (
            <time dateTime={step.startedAt} className="num shrink-0 text-xs text-muted">
              {formatExactTime(step.startedAt, zone)}
            </time>
          )}
        </p>
        {step.subject && <p className="break-words text-ink-2">{step.subject}</p>}
        {!turnComes && (progress || step.link) && (
          <p className="num text-xs text-muted">
            {progress}
            {step.link}
          </p>
        )}
        {step.detail && (
          <p className={clsx("mt-0.5 break-words", step.state === "failed" ? "text-coral-on-soft" : "text-muted")}>
            {step.detail}
          </p>
        )}
      </div>
    </li>
  );
}
