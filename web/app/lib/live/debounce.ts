/** A function that runs once for a burst of calls. */
export interface Debounced {
  (): void;
  cancel: () => void;
}

/**
 * Runs once a burst of calls is over, and in an endless burst from time to time.
 *
 * @param run what to do
 * @param waitMs quiet milliseconds that end a burst
 * @param maxWaitMs milliseconds after the first call at which it runs although the burst goes on
 */
export function debounce(run: () => void, waitMs: number, maxWaitMs: number): Debounced {
  let quiet: ReturnType<typeof setTimeout> | undefined;
  let latest: ReturnType<typeof setTimeout> | undefined;
  const cancel = () => {
    clearTimeout(quiet);
    clearTimeout(latest);
    quiet = latest = undefined;
  };
  const fire = () => {
    cancel();
    run();
  };
  const call = () => {
    clearTimeout(quiet);
    quiet = setTimeout(fire, waitMs);
    latest ??= setTimeout(fire, maxWaitMs);
  };
  return Object.assign(call, { cancel });
}
