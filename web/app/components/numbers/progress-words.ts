import type { PhoneNumberProgress, PhoneNumberStep } from "@callflex/contracts/api/phone-numbers";

type Progress = Pick<PhoneNumberProgress, "state" | "flow" | "steps">;

/** @returns heading and sentence for what happens, or happened, with a number */
export function progressTitle({ state, flow, steps }: Progress): { title: string; lead: string } {
  if (state === "provisioning") {
    if (steps.length === 0) return { title: "Setting up your number", lead: "It begins in a moment." };
    const done = steps.filter((step) => step.state === "done" || step.state === "skipped").length;
    return {
      title: "Setting up your number",
      lead: `${done} of ${steps.length} steps done. You can leave this page; it goes on by itself.`,
    };
  }
  if (state === "releasing") {
    return { title: "Releasing your number", lead: "It takes no calls any more. You can leave this page." };
  }
  if (state === "failed") {
    return {
      title: "This number could not be set up",
      lead: "What was done so far was taken back. Nothing is charged for it.",
    };
  }
  if (flow === "release") return { title: "How it was released", lead: "The number isn’t yours any more." };
  return { title: "How it was set up", lead: "Each step, as it was done." };
}

/** Steps that never had their turn are left out once nothing follows any more. */
export function shownSteps({ state, steps }: Pick<Progress, "state" | "steps">): PhoneNumberStep[] {
  return state === "failed" ? steps.filter(({ startedAt }) => startedAt !== null) : steps;
}
