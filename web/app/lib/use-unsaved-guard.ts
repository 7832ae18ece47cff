import { useBlocker, type Blocker } from "@remix-run/react";
import { useEffect } from "react";

/**
 * Keeps somebody from losing what they typed: leaving the page inside the dashboard waits for an answer, closing the
 * window makes the browser ask. A page has one guard.
 *
 * @param unsaved whether there is something to lose
 * @returns the way out that waits, for a dialog
 */
export function useUnsavedGuard(unsaved: boolean): Blocker {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [unsaved]);
  return blocker;
}
