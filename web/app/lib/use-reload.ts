import { useFetchers, useNavigation, useRevalidator } from "@remix-run/react";
import { useContext, useEffect, useState } from "react";
import { UNSAFE_DataRouterContext as RouterContext } from "react-router-dom";
import { useLatest } from "./use-latest.ts";

/** A request that was answered may linger as loading when its page is left. */
const LINGER_MS = 1_500;

/**
 * Loads the page's data again once nothing that somebody does is under way. The router takes a reload for the newer will: it
 * would drop where a change, or a link, that is still on its way leads to.
 *
 * @returns asks for it; several questions while something is under way become one reload after it
 */
export function useReload(): () => void {
  const { revalidate } = useRevalidator();
  const [isDue, setDue] = useState(false);
  const router = useContext(RouterContext)?.router;
  // What was rendered last is a moment behind a click: before a reload the router itself is asked.
  const look = useLatest(() => activity(router?.state.navigation, router?.state.fetchers.values() ?? []));
  const { occupied, loading } = activity(useNavigation(), useFetchers());
  useEffect(() => {
    if (!isDue || occupied) return;
    const run = () => {
      if (look().occupied) return;
      setDue(false);
      revalidate();
    };
    const timer = setTimeout(run, loading ? LINGER_MS : 0);
    return () => clearTimeout(timer);
  }, [isDue, occupied, loading, look, revalidate]);
  return useLatest(() => {
    const now = look();
    if (now.occupied || now.loading) setDue(true);
    else revalidate();
  });
}

/** Whether somebody goes to a page or sends something, and whether something is being loaded beside. */
function activity(navigation: { state: string } | undefined, fetchers: Iterable<{ state: string }>) {
  const states = new Set(Array.from(fetchers, ({ state }) => state));
  return {
    occupied: (navigation?.state ?? "idle") !== "idle" || states.has("submitting"),
    loading: states.has("loading"),
  };
}
