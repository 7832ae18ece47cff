import type { ShouldRevalidateFunctionArgs } from "@remix-run/react";

/**
 * Says whether a page's data is loaded again: always, but after a change that couldn't be made because nothing answered, see
 * `keepPage`. Remix asks each route that is shown, and loads the ones without an answer.
 */
export function shouldRevalidate({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean {
  return actionStatus === undefined || defaultShouldRevalidate;
}
