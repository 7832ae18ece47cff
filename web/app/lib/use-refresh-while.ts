import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { useReload } from "./use-reload.ts";

/**
 * Loads the page again from time to time while something on it is under way that no live event tells of.
 *
 * @param underWay whether it is
 * @param every milliseconds from an answer to the next question
 */
export function useRefreshWhile(underWay: boolean, every: number): void {
  const { state } = useRevalidator();
  const reload = useReload();
  useEffect(() => {
    if (!underWay || state !== "idle") return;
    const timer = setTimeout(reload, every);
    return () => clearTimeout(timer);
  }, [underWay, state, reload, every]);
}
