import { assistantList } from "@callflex/contracts/api/assistants";
import { callList } from "@callflex/contracts/api/calls";
import { organization as organizationShape } from "@callflex/contracts/api/organizations";
import { phoneNumberList } from "@callflex/contracts/api/phone-numbers";
import { redirect } from "@remix-run/node";
import { loadApi, type RequestScope } from "~/lib/api.server.ts";
import { loadPermitted } from "~/lib/may-read.server.ts";
import { loadSession, type Organization } from "~/lib/session.server.ts";
import { isReachable, nextStep, type OnboardingState, type OnboardingStep } from "./steps.ts";

/** Loads what there is already, once a request however many loaders ask. */
export function loadOnboarding(scope: RequestScope): Promise<OnboardingState> {
  const { requestCache } = scope.context;
  const cached = requestCache.get("onboarding") as Promise<OnboardingState> | undefined;
  if (cached) return cached;
  const loading = fetchOnboarding(scope);
  requestCache.set("onboarding", loading);
  return loading;
}

async function fetchOnboarding(scope: RequestScope): Promise<OnboardingState> {
  const { organization } = await loadSession(scope);
  const path = { organizationId: organization.id };
  const [{ industrySlug }, assistants, numbers, calls] = await Promise.all([
    loadApi(scope, "GET /organizations/{organizationId}", organizationShape, { path }),
    loadApi(scope, "GET /assistants", assistantList, { query: { limit: 20 } }),
    loadApi(scope, "GET /phone-numbers", phoneNumberList, { query: { limit: 20 } }),
    loadApi(scope, "GET /calls", callList, { query: { limit: 1, status: "ended" } }),
  ]);
  return { industrySlug, assistants: assistants.data, numbers: numbers.data, hasCall: calls.data.length > 0 };
}

/** @returns whether a role may do every step */
export function maySetUp({ permissions }: Pick<Organization, "permissions">): boolean {
  return (["organization.update", "assistants.update", "phone_numbers.manage"] as const).every((needed) =>
    permissions.includes(needed),
  );
}

/**
 * Loads the state for the page of a step.
 *
 * @throws {Response} a redirect to the step that comes first, or the error face for a role that may not set things up
 */
export async function loadStep(scope: RequestScope, step: OnboardingStep): Promise<OnboardingState> {
  await loadPermitted(scope, "phone_numbers.manage");
  const state = await loadOnboarding(scope);
  if (!isReachable(step, state)) throw redirect(`/onboarding/${nextStep(state) ?? "call"}`);
  return state;
}
