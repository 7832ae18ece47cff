/** What a person types, waiting for the call to take it up. */
export interface WordQueue {
  add(text: string): void;
  /**
   * The next thing typed.
   *
   * @param timeoutMs how long to wait
   * @returns null when nothing came in time
   * @throws the signal's reason when the call ends meanwhile
   */
  next(timeoutMs: number, signal: AbortSignal): Promise<string | null>;
  size(): number;
}

/** Makes an empty queue. */
export function createWordQueue(): WordQueue {
  const waiting: string[] = [];
  let wake: (() => void) | null = null;
  return {
    add: (text) => {
      waiting.push(text);
      wake?.();
    },
    size: () => waiting.length,
    next: async (timeoutMs, signal) => {
      signal.throwIfAborted();
      if (waiting.length === 0) {
        await new Promise<void>((resolve) => {
          const done = () => {
            clearTimeout(timer);
            signal.removeEventListener("abort", done);
            wake = null;
            resolve();
          };
          const timer = setTimeout(done, timeoutMs);
          signal.addEventListener("abort", done);
          wake = done;
        });
        signal.throwIfAborted();
      }
      return waiting.shift() ?? null;
    },
  };
}
