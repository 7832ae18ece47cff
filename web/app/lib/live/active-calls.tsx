import type { ActiveCalls } from "@callflex/contracts/api/calls";
import { createContext, useContext, type ReactNode } from "react";
import { useLiveResource } from "./use-live-resource.ts";

const ActiveCallsContext = createContext<ActiveCalls>({ data: [], total: 0 });

const INTEREST = { types: ["call_started", "call_updated", "transcript_update", "call_ended"] } as const;

/** Gives the pages below it the calls that are running now. */
export function ActiveCallsProvider({ loaded, children }: { loaded: ActiveCalls; children: ReactNode }) {
  const calls = useLiveResource("/calls/active", loaded, INTEREST);
  return <ActiveCallsContext.Provider value={calls}>{children}</ActiveCallsContext.Provider>;
}

/** @returns the calls that are running now, newest first */
export function useActiveCalls(): ActiveCalls {
  return useContext(ActiveCallsContext);
}
