import type { Sandbox } from "../sandbox.ts";
import { placeInboundCall } from "./place-call.ts";

/**
 * Places one call by itself, some time after the first phone number with a server appeared, if no call was ever placed.
 *
 * @param afterSeconds 0 for never
 * @returns a function that ends the watch
 */
export function watchForFirstCall(sandbox: Sandbox, afterSeconds: number): () => void {
  if (afterSeconds <= 0) return () => undefined;
  let timer: NodeJS.Timeout | null = null;
  const { store } = sandbox;
  const target = () => store.phoneNumbers.find((number) => Boolean(number.server?.url ?? number.serverUrl));

  const place = () => {
    timer = null;
    const number = target();
    if (!number || store.meta().callsPlaced > 0) return;
    try {
      placeInboundCall(sandbox, { to: number.number });
    } catch (error) {
      sandbox.logger.warn({ err: error }, "the first call could not be placed");
    }
  };
  const consider = () => {
    if (timer || store.meta().callsPlaced > 0 || !target()) return;
    timer = setTimeout(place, afterSeconds * 1000).unref();
  };
  const unsubscribe = store.changes.subscribe(({ part }) => {
    if (part === "phoneNumbers") consider();
  });
  consider();
  return () => {
    unsubscribe();
    if (timer) clearTimeout(timer);
  };
}
