import { useCallback, useLayoutEffect, useRef } from "react";

/** Layout effects run before any other effect or event can call the function; on the server there is neither. */
const useBeforeEffects = typeof document === "undefined" ? () => undefined : useLayoutEffect;

/**
 * Keeps a function's identity while what it does follows the newest render: for subscriptions and timers that outlive a
 * render. Not to be called while rendering.
 */
export function useLatest<A extends unknown[], R>(run: (...args: A) => R): (...args: A) => R {
  const newest = useRef(run);
  useBeforeEffects(() => {
    newest.current = run;
  });
  return useCallback((...args: A) => newest.current(...args), []);
}
