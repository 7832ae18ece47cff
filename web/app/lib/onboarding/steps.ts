import type { AssistantSummary } from "@callflex/contracts/api/assistants";
import type { PhoneNumber } from "@callflex/contracts/api/phone-numbers";

/** The steps to a number that is answered, in order; each is a page below `/onboarding`. */
export const ONBOARDING_STEPS = ["industry", "template", "assistant", "number", "call"] as const;
export type OnboardingStep = (typeof ONBOARDING_STEPS)[number];

/** The steps in a word or two. */
export const STEP_TITLES: Record<OnboardingStep, string> = {
  industry: "Industry",
  template: "Template",
  assistant: "Your answers",
  number: "Number",
  call: "Test call",
};

/** What there is already; the step that somebody is at follows from it. */
export interface OnboardingState {
  industrySlug: string | null;
  assistants: Pick<AssistantSummary, "id" | "name" | "status" | "templateSlug">[];
  /** Without those that were given back. */
  numbers: PhoneNumber[];
  /** Whether a call was taken already. */
  hasCall: boolean;
}

/** @returns the assistant that onboarding goes on with: one that answers already, else the newest draft */
export function onboardingAssistant({ assistants }: OnboardingState): OnboardingState["assistants"][number] | null {
  return assistants.find(({ status }) => status !== "draft") ?? assistants[0] ?? null;
}

/** @returns the number that onboarding goes on with: one that rings or will, else the one that failed */
export function onboardingNumber({ numbers }: OnboardingState): PhoneNumber | null {
  const alive =
    numbers.find(({ state }) => state === "active") ?? numbers.find(({ state }) => state === "provisioning");
  return alive ?? numbers.find(({ state }) => state === "failed") ?? null;
}

/** @returns the steps that are done, whatever page is looked at */
export function doneSteps(state: OnboardingState): OnboardingStep[] {
  const assistant = onboardingAssistant(state);
  const number = onboardingNumber(state);
  const done: Record<OnboardingStep, boolean> = {
    industry: state.industrySlug !== null || assistant !== null,
    template: assistant !== null,
    assistant: assistant !== null && assistant.status !== "draft",
    number: number !== null && number.state !== "failed",
    call: state.hasCall,
  };
  return ONBOARDING_STEPS.filter((step) => done[step]);
}

/** @returns the first step that is not done; null once all are */
export function nextStep(state: OnboardingState): OnboardingStep | null {
  const done = doneSteps(state);
  return ONBOARDING_STEPS.find((step) => !done.includes(step)) ?? null;
}

/** @returns whether a step can be looked at: all before it are done */
export function isReachable(step: OnboardingStep, state: OnboardingState): boolean {
  const next = nextStep(state);
  return next === null || ONBOARDING_STEPS.indexOf(step) <= ONBOARDING_STEPS.indexOf(next);
}
