import { useFetchers, useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useLatest } from "./use-latest.ts";

/**
 * Loads the page's data again once nothing that somebody does is under way. The router takes a reload for the newer will: it
 * would drop where a change, or a link, that is still on its way leads to.
 *
 * @returns asks for it; several questions while something is under way become one reload after it
 */
export function useReload(): () => void {
  const { revalidate } = useRevalidator();
  const navigation = useNavigation();
  const fetchers = useFetchers();
  // One that loads has been answered already; it may stay so when its page is left.
  const busy = navigation.state !== "idle" || fetchers.some((fetcher) => fetcher.state === "submitting");
  const isDue = useRef(false);
  useEffect(() => {
    if (busy || !isDue.current) return;
    isDue.current = false;
    revalidate();
  }, [busy, revalidate]);
  return useLatest(() => {
    if (busy) isDue.current = true;
    else revalidate();
  });
}
