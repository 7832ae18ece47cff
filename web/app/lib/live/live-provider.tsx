import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { LiveMessage } from "./message.ts";
import { useLatest } from "../use-latest.ts";
import { listenLive } from "./share.ts";

type Listener = (message: LiveMessage) => void;
type Subscribe = (listener: Listener) => () => void;

const SubscribeContext = createContext<Subscribe>(() => () => undefined);
const OnlineContext = createContext(true);

/** Gives the pages below it the organization's live events. */
export function LiveProvider({ organizationId, children }: { organizationId: string; children: ReactNode }) {
  const listeners = useRef(new Set<Listener>());
  const [online, setOnline] = useState(true);
  useEffect(
    () =>
      listenLive(organizationId, (message) => {
        if (message.kind === "online") setOnline(message.online);
        for (const listener of listeners.current) listener(message);
      }),
    [organizationId],
  );
  const subscribe = useCallback<Subscribe>((listener) => {
    listeners.current.add(listener);
    return () => void listeners.current.delete(listener);
  }, []);
  return (
    <SubscribeContext.Provider value={subscribe}>
      <OnlineContext.Provider value={online}>{useMemo(() => children, [children])}</OnlineContext.Provider>
    </SubscribeContext.Provider>
  );
}

/** @returns whether the live events arrive */
export function useOnline(): boolean {
  return useContext(OnlineContext);
}

/** Calls the newest `listener` with each live message while the component is shown. */
export function useLiveMessages(listener: Listener): void {
  const subscribe = useContext(SubscribeContext);
  const newest = useLatest(listener);
  useEffect(() => subscribe(newest), [subscribe, newest]);
}
