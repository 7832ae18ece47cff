import { setTimeout as sleep } from "node:timers/promises";
import { startPart, type Part, type PartPlan } from "../dev/stack/part.ts";

/** A process that somebody keeps alive, as an orchestrator does. */
export interface Resident {
  name: string;
  /** Settles when it is ready again, or at once when it is. */
  ready(): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** How often it ended by itself, or could not start. */
  ownEnds(): number;
}

const RESTART_AFTER_MS = 500;

/**
 * Starts a process and starts it again whenever it ends.
 *
 * @param logFile what it prints is appended to this file
 */
export function keepAlive(plan: PartPlan, logFile: string): Resident {
  let part: Part | undefined;
  let becoming: Promise<void>;
  let stopping = false;
  let killed = false;
  let ownEnds = 0;

  async function start(): Promise<void> {
    while (!stopping) {
      try {
        const started = await startPart(plan, logFile);
        part = started;
        void started.exited.then(() => {
          if (!killed) ownEnds += 1;
          killed = false;
          part = undefined;
          becoming = start();
        });
        return;
      } catch {
        // What it needs may be down at this moment; it would be started again for that as well.
        ownEnds += 1;
        await sleep(RESTART_AFTER_MS);
      }
    }
  }

  becoming = start();
  return {
    name: plan.name,
    ready: async () => {
      while (!part && !stopping) await becoming;
    },
    kill: async () => {
      if (!part) return;
      killed = true;
      await part.kill();
    },
    stop: async () => {
      stopping = true;
      killed = true;
      await part?.stop();
      await becoming;
    },
    ownEnds: () => ownEnds,
  };
}
