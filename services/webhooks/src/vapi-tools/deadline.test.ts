import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DeadlinePassed, withDeadline } from "./deadline.ts";

const BUDGET_MS = 1_000;

const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

/** Work that reaches its commit after `beforeMs` and needs `commitMs` for it. */
function run(beforeMs: number, commitMs: number) {
  let committed = false;
  let refused: unknown;
  const answer = withDeadline(
    BUDGET_MS,
    () => "safe",
    async (deadline) => {
      try {
        await sleep(beforeMs);
        deadline.seal();
        await sleep(commitMs);
        committed = true;
        return "done";
      } catch (error) {
        refused = error;
        throw error;
      }
    },
  );
  return { answer, state: () => ({ committed, refused }) };
}

describe("withDeadline", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("gives the work's answer when that comes in time", async () => {
    const { answer } = run(10, 10);
    await vi.runAllTimersAsync();
    await expect(answer).resolves.toBe("done");
  });

  it("gives the safe answer when time is up, and refuses the commit that comes later", async () => {
    const { answer, state } = run(BUDGET_MS + 1, 10);
    await vi.advanceTimersByTimeAsync(BUDGET_MS);
    await expect(answer).resolves.toBe("safe");
    await vi.runAllTimersAsync();
    expect(state().committed).toBe(false);
    expect(state().refused).toBeInstanceOf(DeadlinePassed);
  });

  it("waits for a commit that is on its way when time is up", async () => {
    const { answer, state } = run(BUDGET_MS - 1, 10_000);
    await vi.runAllTimersAsync();
    await expect(answer).resolves.toBe("done");
    expect(state().committed).toBe(true);
  });

  it("commits or answers safely, never both and never neither, whenever the commit comes", async () => {
    const around = fc.integer({ min: BUDGET_MS - 5, max: BUDGET_MS + 5 });
    await fc.assert(
      fc.asyncProperty(around, fc.integer({ min: 0, max: 20 }), async (beforeMs, commitMs) => {
        const { answer, state } = run(beforeMs, commitMs);
        await vi.runAllTimersAsync();
        expect(await answer).toBe(state().committed ? "done" : "safe");
      }),
    );
  });

  it("passes on what the work throws", async () => {
    const answer = withDeadline(
      BUDGET_MS,
      () => "safe",
      () => Promise.reject(new Error("the database is away")),
    );
    await expect(answer).rejects.toThrow("the database is away");
    expect(vi.getTimerCount()).toBe(0);
  });
});
