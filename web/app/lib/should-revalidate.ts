import type { ShouldRevalidateFunctionArgs } from "@remix-run/react";

/** Answers a change that nothing answered, or that couldn't be taken now. */
export const NOT_NOW_STATUS = 503;

/**
 * Says whether a page's data is loaded again: always, but after a change that couldn't be made, see `keepPage`. Remix asks each
 * route that is shown, and loads those that don't say.
 */
export function shouldRevalidate({ actionStatus }: Pick<ShouldRevalidateFunctionArgs, "actionStatus">): boolean {
  return actionStatus !== NOT_NOW_STATUS;
}
