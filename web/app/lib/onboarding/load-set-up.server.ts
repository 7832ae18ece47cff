import { phoneNumberList, type PhoneNumber } from "@callflex/contracts/api/phone-numbers";
import { loadApi, type RequestScope } from "~/lib/api.server.ts";
import type { Organization } from "~/lib/session.server.ts";
import { loadOnboarding, maySetUp } from "./load-onboarding.server.ts";
import { doneSteps, type OnboardingStep } from "./steps.ts";

/**
 * Loads the number that callers dial, and how far an organization is that nobody can call yet.
 *
 * @param hasAssistant whether an assistant is active
 * @returns `done` is null where nothing has to be set up, or the role may not
 */
export async function loadSetUp(
  scope: RequestScope,
  organization: Organization,
  hasAssistant: boolean,
): Promise<{ number: PhoneNumber | null; done: OnboardingStep[] | null }> {
  if (!organization.permissions.includes("phone_numbers.read")) return { number: null, done: null };
  const { data } = await loadApi(scope, "GET /phone-numbers", phoneNumberList, { query: { limit: 20 } });
  const number = data.find(({ state }) => state === "active") ?? null;
  if ((number && hasAssistant) || !maySetUp(organization)) return { number, done: null };
  return { number, done: doneSteps(await loadOnboarding(scope)) };
}
