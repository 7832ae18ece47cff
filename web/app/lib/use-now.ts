import { useEffect, useState } from "react";

/**
 * The clock, ticking.
 *
 * @param start milliseconds since 1970 for the first render, the same on the server and in the browser
 * @param every milliseconds between two ticks
 */
export function useNow(start: number, every: number): number {
  const [now, setNow] = useState(start);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    const first = setTimeout(tick);
    const timer = setInterval(tick, every);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [every]);
  return now;
}
