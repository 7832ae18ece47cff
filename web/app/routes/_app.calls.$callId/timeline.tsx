import type { TimelineStep } from "@callflex/contracts/api/calls";
import type { StepState } from "@callflex/contracts/enums";
import { processingStepLabels } from "@callflex/contracts/labels";
import { clsx } from "clsx";
import { Check, CircleDashed, ExternalLink, LoaderCircle, Minus, X, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { formatExactTime } from "~/lib/format.ts";
import { useNow } from "~/lib/use-now.ts";
import { useZone } from "~/lib/zone.tsx";
import { stepProgress } from "./step-words.ts";

const LOOKS: Record<StepState, [LucideIcon, string, string]> = {
  done: [Check, "bg-brand-soft text-brand-on-soft", "Done"],
  running: [LoaderCircle, "bg-sky-soft text-sky-on-soft [&_svg]:animate-spin", "Running"],
  waiting: [CircleDashed, "bg-amber-soft text-amber-on-soft", "Waiting"],
  failed: [X, "bg-coral-soft text-coral-on-soft", "Failed"],
  skipped: [Minus, "bg-sunken text-muted", "Skipped"],
};

/** What was done about the call after it was taken, step by step, as the workflow wrote it down. */
export function Timeline(props: { steps: TimelineStep[]; live: boolean; now: number; children?: ReactNode }) {
  const { steps, live, children } = props;
  const unfinished = steps.some((step) => step.finishedAt === null);
  const now = useNow(props.now, unfinished ? 1_000 : 60_000);
  return (
    <section className="card p-4 sm:p-5" aria-labelledby="timeline">
      <h2 id="timeline" className="text-[15px] font-semibold">
        What CallFlex did about it
      </h2>
      {steps.length === 0 ? (
        <p className="mt-2 text-[13px] text-muted">
          {live ? "Begins when the call has ended." : "The provider's report about this call has not arrived yet."}
        </p>
      ) : (
        <ol className="mt-4">
          {steps.map((step) => (
            <Step key={`${step.step}/${step.subject}`} step={step} now={now} />
          ))}
        </ol>
      )}
      {children}
    </section>
  );
}

function Step({ step, now }: { step: TimelineStep; now: number }) {
  const zone = useZone();
  const [Icon, look, state] = LOOKS[step.state];
  return (
    <li className="group relative flex gap-3 pb-4 last:pb-0">
      <span aria-hidden className="absolute top-7 bottom-0 left-3 w-px bg-line group-last:hidden" />
      <span className={clsx("relative grid size-6 shrink-0 place-items-center rounded-full", look)}>
        <Icon className="size-3.5" aria-hidden />
        <span className="sr-only">{state}</span>
      </span>
      <div className="min-w-0 flex-1 pt-0.5 text-[13px]">
        <p className="flex items-baseline justify-between gap-3">
          <span className="font-medium">{processingStepLabels[step.step]}</span>
          <time dateTime={step.startedAt} className="num shrink-0 text-xs text-muted">
            {formatExactTime(step.startedAt, zone)}
          </time>
        </p>
        {step.subject && <p className="break-words text-ink-2">{step.subject}</p>}
        <p className="num text-xs text-muted">
          {stepProgress(step, now)}
          {step.workflowUrl && (
            <>
              {" · "}
              <a href={step.workflowUrl} target="_blank" rel="noreferrer" className="underline">
                Workflow
                <ExternalLink className="ml-0.5 inline size-3" aria-hidden />
                <span className="sr-only"> in the Temporal UI, new window</span>
              </a>
            </>
          )}
        </p>
        {step.detail && (
          <p className={clsx("mt-0.5 break-words", step.state === "failed" ? "text-coral-on-soft" : "text-muted")}>
            {step.detail}
          </p>
        )}
      </div>
    </li>
  );
}
