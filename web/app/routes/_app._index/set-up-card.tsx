import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import { ArrowRight, Check } from "lucide-react";
import { buttonClass } from "~/components/ui/button.tsx";
import { ONBOARDING_STEPS, STEP_TITLES, type OnboardingStep } from "~/lib/onboarding/steps.ts";

/** Leads an organization that nobody can call yet to its first number. */
export function SetUpCard({ done }: { done: OnboardingStep[] }) {
  const begun = done.length > 0;
  return (
    <section className="card border-brand/50 p-4 sm:p-5" aria-labelledby="set-up">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-4">
        <div className="mr-auto min-w-0 basis-80">
          <h2 id="set-up" className="text-[15px] font-semibold">
            {begun ? "Finish setting up your receptionist" : "Set up your receptionist"}
          </h2>
          <p className="mt-0.5 text-[13px] text-muted">
            {begun
              ? `${done.length} of ${ONBOARDING_STEPS.length} steps are done.`
              : "Five steps, less than five minutes."}{" "}
            At the end you call it.
          </p>
        </div>
        <Link to="/onboarding" className={buttonClass()}>
          {begun ? "Go on" : "Begin"}
          <ArrowRight className="size-4" aria-hidden />
        </Link>
      </div>
      <ol className="mt-4 flex flex-wrap gap-x-5 gap-y-1.5 text-[13px]">
        {ONBOARDING_STEPS.map((step) => (
          <li key={step} className={clsx("flex items-center gap-1.5", done.includes(step) ? "text-ink" : "text-muted")}>
            {done.includes(step) ? (
              <Check className="size-3.5 text-brand" aria-hidden />
            ) : (
              <span aria-hidden className="size-3 rounded-full border border-line-strong" />
            )}
            {STEP_TITLES[step]}
            {done.includes(step) && <span className="sr-only">, done</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
