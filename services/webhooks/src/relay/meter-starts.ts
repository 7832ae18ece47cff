import { TemporalBusy, type WorkflowStarter } from "./workflow-starter.ts";

/** More waiting tasks than this, and Temporal gets slower with each further one: the outbox is the buffer. */
const MAX_BACKLOG = 40;
/** How long a reading of the backlog is believed. */
const READING_MS = 250;
/** Starts allowed on one reading: what a worker takes on in that time. */
const STARTS_PER_READING = 32;

/**
 * Holds starts back while the worker has more than it can take on. A start that is held back throws {@link TemporalBusy}:
 * its event stays in the outbox, and the try doesn't count.
 */
export function meterStarts(starter: WorkflowStarter, now: () => number = Date.now): WorkflowStarter {
  let reading: Promise<number> | undefined;
  let readAt = 0;
  let startsSince = 0;

  async function hasRoom(): Promise<boolean> {
    if (!reading || now() - readAt > READING_MS) {
      readAt = now();
      startsSince = 0;
      reading = starter.backlog();
      reading.catch(() => {
        reading = undefined;
      });
    }
    const backlog = await reading;
    return backlog < MAX_BACKLOG && startsSince < STARTS_PER_READING;
  }

  return {
    ...starter,
    start: async (start) => {
      if (!(await hasRoom()))
        throw new TemporalBusy("the worker has more workflows than it can take on", { retryInMs: READING_MS });
      startsSince += 1;
      await starter.start(start);
    },
  };
}
