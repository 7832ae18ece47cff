import { useEffect, useMemo, useState } from "react";
import { useLatest } from "../use-latest.ts";
import { debounce } from "./debounce.ts";
import { useLiveMessages } from "./live-provider.tsx";
import { concerns, type LiveInterest } from "./message.ts";

const WAIT_MS = 80;
const MAX_WAIT_MS = 400;

/**
 * Keeps one answer of the API fresh without loading the whole page again: for what changes with every spoken line.
 *
 * @param path of the API, below /api/v1
 * @param loaded what the page's loader got; a newer one replaces what is shown
 * @param interest events after which the answer is asked for again
 * @returns the newest answer; after a failed request the one before
 */
export function useLiveResource<T>(path: string, loaded: T, interest: LiveInterest): T {
  const [fetched, setFetched] = useState<{ over: T; value: T }>();
  const newestLoaded = useLatest(() => loaded);

  const [refresh, stop] = useMemo(() => {
    const latest = { request: new AbortController() };
    const ask = async () => {
      latest.request.abort();
      const mine = (latest.request = new AbortController());
      const over = newestLoaded();
      const response = await fetch(`/api/v1${path}`, { signal: mine.signal, headers: { accept: "application/json" } });
      if (!response.ok) return;
      const value = (await response.json()) as T;
      if (!mine.signal.aborted) setFetched({ over, value });
    };
    // After a failed request the next event asks again.
    const refreshSoon = debounce(() => void ask().catch(() => undefined), WAIT_MS, MAX_WAIT_MS);
    const stopAll = () => {
      refreshSoon.cancel();
      latest.request.abort();
    };
    return [refreshSoon, stopAll];
  }, [path, newestLoaded]);
  useEffect(() => stop, [stop]);

  useLiveMessages((message) => {
    if (concerns(message, interest)) refresh();
  });
  return fetched && fetched.over === loaded ? fetched.value : loaded;
}
