import type { AssistantContent } from "@callflex/contracts/assistant";

/** A step of the builder. */
export interface BuilderStep {
  /** Below the builder's address; "" for the first. */
  path: string;
  title: string;
  lead: string;
  /** What it asks for, and saves. */
  parts: readonly (keyof AssistantContent)[];
}

export const STEPS: readonly BuilderStep[] = [
  {
    path: "",
    title: "Basics",
    lead: "What you call it, and the language that it speaks.",
    parts: ["name", "language"],
  },
  {
    path: "greeting",
    title: "Greeting & personality",
    lead: "The first words that callers hear, and how it talks.",
    parts: ["firstMessage", "personality"],
  },
  {
    path: "instructions",
    title: "Instructions",
    lead: "What it knows and does. This is the heart of it.",
    parts: ["prompt", "variables", "variableValues"],
  },
  {
    path: "capabilities",
    title: "Capabilities",
    lead: "What it can do beside talking.",
    parts: ["functions", "capabilities"],
  },
  { path: "voice", title: "Voice", lead: "How it sounds.", parts: ["voice"] },
];

/** The last page of the builder, on which the draft goes live. */
export const REVIEW = "review";

/** @returns the step that an address means, undefined for an unknown one */
export function stepOf(path: string | undefined): BuilderStep | undefined {
  return STEPS.find((step) => step.path === (path ?? ""));
}

/** @returns the address of a step, or of what follows or precedes it */
export function stepPath(assistantId: string, step: BuilderStep, distance = 0): string {
  const index = STEPS.indexOf(step) + distance;
  const path = STEPS[index]?.path ?? REVIEW;
  return path ? `/assistants/build/${assistantId}/${path}` : `/assistants/build/${assistantId}`;
}
