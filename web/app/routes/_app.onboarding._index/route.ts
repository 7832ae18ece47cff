import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { loadOnboarding } from "~/lib/onboarding/load-onboarding.server.ts";
import { nextStep } from "~/lib/onboarding/steps.ts";

/** Leads to the step that comes next. */
export async function loader(scope: LoaderFunctionArgs) {
  await loadPermitted(scope, "phone_numbers.manage");
  throw redirect(`/onboarding/${nextStep(await loadOnboarding(scope)) ?? "call"}`);
}
