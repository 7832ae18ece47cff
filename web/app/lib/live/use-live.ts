import { useRevalidator } from "@remix-run/react";
import { useEffect, useMemo } from "react";
import { useLatest } from "../use-latest.ts";
import { debounce } from "./debounce.ts";
import { useLiveMessages } from "./live-provider.tsx";
import { concerns, type LiveInterest } from "./message.ts";

const WAIT_MS = 250;
const MAX_WAIT_MS = 1_500;

/**
 * Loads the page's data again, once a burst, when a live event concerns what it shows; also when the session is over,
 * which leads to the sign-in page.
 */
export function useLive(interest: LiveInterest): void {
  const { revalidate } = useRevalidator();
  const newest = useLatest(revalidate);
  const refresh = useMemo(() => debounce(newest, WAIT_MS, MAX_WAIT_MS), [newest]);
  useEffect(() => refresh.cancel, [refresh]);
  useLiveMessages((message) => {
    if (message.kind === "signed_out" || concerns(message, interest)) refresh();
  });
}
