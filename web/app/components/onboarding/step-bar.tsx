import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import { Check } from "lucide-react";
import { ONBOARDING_STEPS, STEP_TITLES, type OnboardingStep } from "~/lib/onboarding/steps.ts";

/** The steps of the way, with those that are done; each that can be looked at is a link. */
export function StepBar(props: { current: OnboardingStep; done: OnboardingStep[]; reachable: OnboardingStep[] }) {
  const { current, done, reachable } = props;
  return (
    <nav aria-label="Steps">
      <ol className="grid grid-cols-5 gap-2">
        {ONBOARDING_STEPS.map((step) => (
          <li key={step}>
            <StepLink
              step={step}
              isCurrent={step === current}
              isDone={done.includes(step)}
              canGo={reachable.includes(step)}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepLink(props: { step: OnboardingStep; isCurrent: boolean; isDone: boolean; canGo: boolean }) {
  const { step, isCurrent, isDone, canGo } = props;
  const look = clsx(
    "block border-t-[3px] pt-2 text-xs sm:text-[13px]",
    isCurrent ? "border-brand font-medium text-ink" : isDone ? "border-brand/40 text-ink-2" : "border-line text-muted",
  );
  const content = (
    <span className="flex items-center gap-1.5">
      {isDone && <Check className="size-3.5 shrink-0 text-brand" aria-hidden />}
      <span className="truncate max-sm:sr-only">{STEP_TITLES[step]}</span>
      {isDone && <span className="sr-only">, done</span>}
    </span>
  );
  if (!canGo) return <span className={look}>{content}</span>;
  return (
    <Link
      to={`/onboarding/${step}`}
      aria-current={isCurrent ? "step" : undefined}
      className={clsx(look, "hover:text-ink")}
    >
      {content}
    </Link>
  );
}
