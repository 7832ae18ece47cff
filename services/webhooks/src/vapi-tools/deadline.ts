/** The answer would come too late, so the work is undone and a safe answer was given. */
export class DeadlinePassed extends Error {
  override name = "DeadlinePassed";
}

/** Guards the moment of the commit against the deadline: either the work commits, or the safe answer is given. Never both. */
export interface Deadline {
  /** Call right before the commit. @throws {DeadlinePassed} when the safe answer is out already */
  seal(): void;
}

/**
 * Runs work that must be answered in time. If it has not reached its commit when time is up, the safe answer is given and
 * the commit is refused; if it is committing, its own answer is waited for.
 *
 * @param budgetMs time until the safe answer
 * @param safe what is answered instead
 */
export async function withDeadline<T>(
  budgetMs: number,
  safe: () => T,
  work: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  let state: "open" | "sealed" | "passed" = "open";
  const deadline: Deadline = {
    seal() {
      if (state === "passed") throw new DeadlinePassed("answered before the work was done");
      state = "sealed";
    },
  };
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<T>((resolve) => {
    timer = setTimeout(() => {
      if (state !== "open") return;
      state = "passed";
      resolve(safe());
    }, budgetMs);
  });
  const working = work(deadline);
  // Once the safe answer is out, the refused commit is expected and nobody waits for it.
  working.catch(() => undefined);
  try {
    return await Promise.race([working, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
