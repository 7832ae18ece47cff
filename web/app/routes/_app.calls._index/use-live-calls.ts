import { useLive } from "~/lib/live/use-live.ts";

const FIRST_PAGE = ["call_started", "call_updated", "call_ended"] as const;

/** Lets calls appear as they come in. Older pages stay as they are: rows must not move under a reader's eyes. */
export function useLiveCalls(onFirstPage: boolean): void {
  useLive({ types: onFirstPage ? FIRST_PAGE : [] });
}
