import { TemporalBusy, type WorkflowStarter } from "./workflow-starter.ts";

/** More waiting tasks than this, and Temporal gets slower with each further one: the outbox is the buffer. */
const MAX_BACKLOG = 40;
/** How long a reading of the backlog is believed. */
const READING_MS = 250;
/** Starts allowed on one reading: what a worker takes on in that time. */
const STARTS_PER_READING = 32;

/** While Temporal is away, only one start asks whether it is back; the others come again after this time. */
const AWAY_MS = 2_000;

/**
 * Holds starts back while the worker has more than it can take on. A start that is held back throws {@link TemporalBusy}:
 * its event stays in the outbox, and the try doesn't count; `room` tells how many needn't even be claimed. While Temporal is away, starts don't pile up waiting for it:
 * the places of the relay are left to events that need no workflow.
 */
export function meterStarts(starter: WorkflowStarter, now: () => number = Date.now): WorkflowStarter {
  let reading: Promise<number> | undefined;
  let readAt = 0;
  let startsSince = 0;
  let backlogRead = 0;
  let away = false;
  let asking = false;

  async function ask(): Promise<number> {
    asking = true;
    try {
      backlogRead = await starter.backlog();
      away = false;
      return backlogRead;
    } catch (error) {
      away = true;
      reading = undefined;
      throw error;
    } finally {
      asking = false;
    }
  }

  async function hasRoom(): Promise<boolean> {
    if (away && asking) throw new TemporalBusy("Temporal does not answer", { retryInMs: AWAY_MS });
    if (!reading || now() - readAt > READING_MS) {
      readAt = now();
      startsSince = 0;
      reading = ask();
    }
    const backlog = await reading;
    return backlog < MAX_BACKLOG && startsSince < STARTS_PER_READING;
  }

  async function takeRoom(): Promise<void> {
    if (!(await hasRoom()))
      throw new TemporalBusy("the worker has more workflows than it can take on", { retryInMs: READING_MS });
    startsSince += 1;
  }

  /** Without a reading that can be believed, one start takes one. */
  function room(): number {
    if (asking) return 0;
    if (away || !reading || now() - readAt > READING_MS) return 1;
    return backlogRead < MAX_BACKLOG ? Math.max(0, STARTS_PER_READING - startsSince) : 0;
  }

  return {
    ...starter,
    room,
    start: async (start) => {
      await takeRoom();
      await starter.start(start);
    },
    signalWithStart: async (start, signal) => {
      await takeRoom();
      await starter.signalWithStart(start, signal);
    },
  };
}
