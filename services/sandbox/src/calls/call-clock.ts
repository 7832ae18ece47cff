import { setTimeout as sleep } from "node:timers/promises";
import type { Speed } from "../state/call-record.ts";

/**
 * A call's own time. It never passes the real time, so that no call ends later than its report is sent: a call that
 * runs faster than real time begins in the past instead.
 */
export interface CallClock {
  /** The call's time in ms since the epoch. */
  now(): number;
  /**
   * Lets call time pass.
   *
   * @throws the signal's reason when the call ends meanwhile
   */
  pass(ms: number): Promise<void>;
  /** Lets call time pass after the call's end, whatever ended it; in a live call a moment of real time passes too. */
  settle(ms: number): Promise<void>;
  /** Waits for work in the real world; as much call time passes as real time did. */
  during<T>(work: Promise<T>): Promise<T>;
}

/** How far in the past a call at instant speed begins: longer than scripted calls last. */
const HEAD_START_MS = 240_000;

/** Real wait before the report of a typed call. */
const LIVE_SETTLE_MS = 1_500;

/**
 * Makes a call's clock.
 *
 * @param options.speed factor of call time over real time, or "instant" for no waiting at all
 * @param options.live the call's time is the real time: a person is typing
 * @param options.signal ends waits
 */
export function createCallClock(options: { speed: Speed; live: boolean; signal: AbortSignal }): CallClock {
  const { speed, live, signal } = options;
  const factor = speed === "instant" ? Number.POSITIVE_INFINITY : speed;
  let time = Date.now() - (live ? 0 : Math.round(HEAD_START_MS * (1 - 1 / Math.max(1, factor))));
  const move = (ms: number) => {
    time = Math.min(Date.now(), time + ms);
  };

  return {
    now: () => (live ? Date.now() : Math.round(time)),
    pass: async (ms) => {
      signal.throwIfAborted();
      const realMs = live ? 0 : ms / factor;
      if (realMs > 0) {
        await sleep(realMs, undefined, { signal }).catch(() => undefined);
        signal.throwIfAborted();
      }
      move(ms);
    },
    settle: async (ms) => {
      const realMs = live ? Math.min(ms, LIVE_SETTLE_MS) : ms / factor;
      if (realMs > 0) await sleep(realMs);
      move(ms);
    },
    during: async (work) => {
      const began = Date.now();
      try {
        return await work;
      } finally {
        move(Math.max(1, Date.now() - began));
      }
    },
  };
}
