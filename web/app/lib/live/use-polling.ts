import { useEffect } from "react";
import { useLatest } from "../use-latest.ts";
import { useReload } from "../use-reload.ts";
import { useOnline } from "./live-provider.tsx";

const SLOW_MS = 10_000;
const OFFLINE_MS = 3_000;

/**
 * Loads the page's data again from time to time while something is under way: for what no live event tells, and often
 * while the stream of events is down.
 */
export function usePolling(underWay: boolean): void {
  const reload = useReload();
  const online = useOnline();
  const ask = useLatest(() => {
    if (document.visibilityState === "visible") reload();
  });
  useEffect(() => {
    if (!underWay) return;
    const timer = setInterval(ask, online ? SLOW_MS : OFFLINE_MS);
    return () => clearInterval(timer);
  }, [underWay, online, ask]);
}
