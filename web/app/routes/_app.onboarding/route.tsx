import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, Outlet, useLoaderData, useLocation } from "@remix-run/react";
import { StepBar } from "~/components/onboarding/step-bar.tsx";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { loadOnboarding } from "~/lib/onboarding/load-onboarding.server.ts";
import { doneSteps, isReachable, ONBOARDING_STEPS, STEP_TITLES } from "~/lib/onboarding/steps.ts";

export { shouldRevalidate } from "~/lib/should-revalidate.ts";
export { ErrorFace as ErrorBoundary } from "~/components/error-face.tsx";

export const meta: MetaFunction = () => [{ title: "Set up your receptionist · CallFlex" }];

export async function loader(scope: LoaderFunctionArgs) {
  await loadPermitted(scope, "phone_numbers.manage");
  const state = await loadOnboarding(scope);
  return {
    done: doneSteps(state),
    reachable: ONBOARDING_STEPS.filter((step) => isReachable(step, state)),
  };
}

/** The frame of the way to a number that is answered: where somebody is on it, and the way out. */
export default function Onboarding() {
  const { done, reachable } = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  const current = ONBOARDING_STEPS.find((step) => pathname.endsWith(`/${step}`)) ?? "industry";
  return (
    <div className="mx-auto max-w-4xl space-y-5 lg:space-y-6">
      <div className="flex items-center gap-4">
        <p className="mr-auto text-[13px] text-muted">
          Step {ONBOARDING_STEPS.indexOf(current) + 1} of {ONBOARDING_STEPS.length}
          <span className="sm:hidden">: {STEP_TITLES[current]}</span>
        </p>
        <Link to="/" className="text-[13px] text-muted underline-offset-2 hover:text-ink hover:underline">
          {done.length === ONBOARDING_STEPS.length ? "Close" : "Do this later"}
        </Link>
      </div>
      <StepBar current={current} done={done} reachable={reachable} />
      <Outlet />
    </div>
  );
}
