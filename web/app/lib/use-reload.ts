import { useFetchers, useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect, useState } from "react";
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
  const navigation = useNavigation();
  const fetchers = useFetchers();
  const [isDue, setDue] = useState(false);
  const occupied = navigation.state !== "idle" || fetchers.some((fetcher) => fetcher.state === "submitting");
  const loading = fetchers.some((fetcher) => fetcher.state === "loading");
  useEffect(() => {
    if (!isDue || occupied) return;
    const timer = setTimeout(
      () => {
        setDue(false);
        revalidate();
      },
      loading ? LINGER_MS : 0,
    );
    return () => clearTimeout(timer);
  }, [isDue, occupied, loading, revalidate]);
  return useLatest(() => {
    if (occupied || loading) setDue(true);
    else revalidate();
  });
}
