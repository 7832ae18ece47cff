import type { StepState } from "@callflex/contracts/enums";
import { formatSpan } from "~/lib/format.ts";

/** A step of something that is done in the background, as it was written down. */
export interface Step {
  /** Undone: it was done, and taken back since a later step failed. */
  state: StepState | "undone";
  attempts: number;
  /** What was found or went wrong, in words. */
  detail: string | null;
  /** Null before its turn. */
  startedAt: string | null;
  finishedAt: string | null;
}

/**
 * Says how a step went: how long it took or has been waiting, and how often it was tried.
 *
 * @param now milliseconds since 1970
 */
export function stepProgress(step: Step, now: number): string {
  if (step.state === "skipped") return "Not needed";
  if (!step.startedAt) return step.state === "waiting" ? "Its turn comes" : "";
  const took = formatSpan((step.finishedAt ? Date.parse(step.finishedAt) : now) - Date.parse(step.startedAt));
  const tries = step.attempts > 1 ? `, ${step.attempts} tries` : "";
  switch (step.state) {
    case "done":
      return `Took ${took}${tries}`;
    case "running":
      return `Running for ${took}${tries}`;
    case "waiting":
      return `Waiting for ${took}${tries}`;
    case "failed":
      return step.attempts > 1 ? `Failed after ${step.attempts} tries in ${took}` : "Failed";
    case "undone":
      return "Taken back";
  }
}
