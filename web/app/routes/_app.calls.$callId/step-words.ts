import type { TimelineStep } from "@callflex/contracts/api/calls";
import { formatSpan } from "~/lib/format.ts";

/**
 * Says how a step went: how long it took or has been waiting, and how often it was tried.
 *
 * @param now milliseconds since 1970
 */
export function stepProgress(step: TimelineStep, now: number): string {
  const started = Date.parse(step.startedAt);
  const took = formatSpan((step.finishedAt ? Date.parse(step.finishedAt) : now) - started);
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
    case "skipped":
      return "Not needed";
  }
}
