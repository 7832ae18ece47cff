import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCallClock } from "./call-clock.ts";

describe("a call's clock", () => {
  it("at instant speed never passes the real time and never goes back", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 20 }), async (steps) => {
        const clock = createCallClock({ speed: "instant", live: false, signal: new AbortController().signal });
        let last = clock.now();
        for (const step of steps) {
          await clock.pass(step);
          expect(clock.now()).toBeGreaterThanOrEqual(last);
          expect(clock.now()).toBeLessThanOrEqual(Date.now());
          last = clock.now();
        }
      }),
    );
  });

  it("ends a wait with the reason why the call ended", async () => {
    const abort = new AbortController();
    const clock = createCallClock({ speed: 1, live: false, signal: abort.signal });
    const waiting = clock.pass(60_000);
    abort.abort(new Error("hung up"));
    await expect(waiting).rejects.toThrow("hung up");
  });
});
