import { useFetchers, useNavigation, useRevalidator } from "@remix-run/react";
import { useContext, useEffect, useState } from "react";
import { UNSAFE_DataRouterContext as RouterContext } from "react-router-dom";
import { isReachable } from "./reach.ts";
import { useLatest } from "./use-latest.ts";

/** A request that was answered may linger as loading when its page is left. */
const LINGER_MS = 1_500;

/** From a question that nobody answered to the next; the last one stays. */
const PAUSES_MS = [2_000, 5_000, 10_000, 20_000] as const;

/**
 * Loads the page's data again once nothing that somebody does is under way. The router takes a reload for the newer will: it
 * would drop where a change, or a link, that is still on its way leads to.
 *
 * A reload that fails would put an error in place of the page and of what is typed there. So it waits, with growing pauses,
 * until web server and API can be reached.
 *
 * @returns asks for it; several questions while something is under way become one reload after it
 */
export function useReload(): () => void {
  const { revalidate } = useRevalidator();
  const [due, setDue] = useState<{ failures: number } | null>(null);
  const router = useContext(RouterContext)?.router;
  // What was rendered last is a moment behind a click: before a reload the router itself is asked.
  const look = useLatest(() => activity(router?.state.navigation, router?.state.fetchers.values() ?? []));
  const { occupied, loading } = activity(useNavigation(), useFetchers());
  useEffect(() => {
    if (!due || occupied) return;
    let dropped = false;
    const run = async () => {
      const reached = look().occupied || (await isReachable());
      if (dropped) return;
      if (!reached) setDue({ failures: due.failures + 1 });
      else if (look().occupied) setDue({ ...due });
      else {
        setDue(null);
        revalidate();
      }
    };
    const timer = setTimeout(() => void run(), Math.max(loading ? LINGER_MS : 0, pauseAfter(due.failures)));
    return () => {
      dropped = true;
      clearTimeout(timer);
    };
  }, [due, occupied, loading, look, revalidate]);
  return useLatest(() => setDue((now) => now ?? { failures: 0 }));
}

function pauseAfter(failures: number): number {
  return failures === 0 ? 0 : (PAUSES_MS[failures - 1] ?? PAUSES_MS[PAUSES_MS.length - 1]!);
}

/** Whether somebody goes to a page or sends something, and whether something is being loaded beside. */
function activity(navigation: { state: string } | undefined, fetchers: Iterable<{ state: string }>) {
  const states = new Set(Array.from(fetchers, ({ state }) => state));
  return {
    occupied: (navigation?.state ?? "idle") !== "idle" || states.has("submitting"),
    loading: states.has("loading"),
  };
}
