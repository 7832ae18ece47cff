import { useEffect, useMemo } from "react";
import { useReload } from "../use-reload.ts";
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
  const reload = useReload();
  const refresh = useMemo(() => debounce(reload, WAIT_MS, MAX_WAIT_MS), [reload]);
  useEffect(() => refresh.cancel, [refresh]);
  useLiveMessages((message) => {
    if (message.kind === "signed_out" || concerns(message, interest)) refresh();
  });
}
