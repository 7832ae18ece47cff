import type { TimelineStep } from "@callflex/contracts/api/calls";
import { processingStepLabels } from "@callflex/contracts/labels";
import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { StepList, type NamedStep } from "~/components/steps/step-list.tsx";

/** What was done about the call after it was taken, step by step, as the workflow wrote it down. */
export function Timeline(props: { steps: TimelineStep[]; live: boolean; now: number; children?: ReactNode }) {
  const { steps, live, now, children } = props;
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
        <div className="mt-4">
          <StepList steps={steps.map(named)} now={now} />
        </div>
      )}
      {children}
    </section>
  );
}

function named(step: TimelineStep): NamedStep {
  return {
    ...step,
    key: `${step.step}/${step.subject}`,
    title: processingStepLabels[step.step],
    link: step.workflowUrl && <WorkflowLink url={step.workflowUrl} />,
  };
}

function WorkflowLink({ url }: { url: string }) {
  return (
    <>
      {" · "}
      <a href={url} target="_blank" rel="noreferrer" className="underline">
        Workflow
        <ExternalLink className="ml-0.5 inline size-3" aria-hidden />
        <span className="sr-only"> in the Temporal UI, new window</span>
      </a>
    </>
  );
}
