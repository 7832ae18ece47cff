import type { PhoneNumber, PhoneNumberProgress } from "@callflex/contracts/api/phone-numbers";
import { Section } from "~/components/ui/section.tsx";
import { StepList } from "~/components/steps/step-list.tsx";
import { stepTitle } from "~/lib/numbers/number-words.ts";
import { FailureHelp } from "./failure-help.tsx";
import { progressTitle, shownSteps } from "./progress-words.ts";

/** How far a number is on its way to its callers, or back, step by step. */
export function ProgressSection(props: {
  number: PhoneNumber;
  progress: PhoneNumberProgress;
  mayManage: boolean;
  now: number;
}) {
  const { number, progress, mayManage, now } = props;
  const { title, lead } = progressTitle(progress);
  const steps = shownSteps(progress).map((step) => ({ ...step, key: step.step, title: stepTitle(step.step) }));
  // A number that came to us ready has no history to show.
  if (steps.length === 0 && !progress.lastError && !progress.needsCleanup) return null;
  return (
    <Section title={title} lead={lead}>
      <div className="space-y-4">
        {(progress.lastError || progress.needsCleanup) && (
          <FailureHelp number={number} progress={progress} mayManage={mayManage} />
        )}
        <div role="status" className="sr-only">
          {announcement(steps)}
        </div>
        {steps.length > 0 && <StepList steps={steps} now={now} />}
      </div>
    </Section>
  );
}

/** Read to somebody who doesn't see the list: where it stands now. */
function announcement(steps: { title: string; state: string }[]): string {
  const current = steps.findLast(({ state }) => state !== "waiting");
  return current ? `${current.title}: ${current.state}` : "";
}
