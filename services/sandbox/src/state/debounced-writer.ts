import type { Logger } from "@callflex/platform/logger";
import { writeSnapshot } from "./snapshot.ts";

/** Writes parts of the state some time after they changed. */
export interface DebouncedWriter {
  /** Says that a part has changed. */
  touch(name: string): void;
  /** Writes everything that is waiting, now. */
  flush(): Promise<void>;
}

/** Shortest wait between a change and its file. */
const WAIT_MS = 400;

/** A part that takes long to write waits this many times as long, so that writing never eats more than a twentieth. */
const REST_FACTOR = 20;

/**
 * Makes a writer; each part becomes one file.
 *
 * @param dir folder of the files
 * @param contents how to get a part's content, by name
 */
export function createDebouncedWriter(
  dir: string,
  contents: Record<string, () => unknown>,
  logger: Logger,
): DebouncedWriter {
  const waiting = new Map<string, NodeJS.Timeout>();
  const lastTookMs = new Map<string, number>();
  let writing: Promise<void> = Promise.resolve();

  const write = (name: string) => {
    clearTimeout(waiting.get(name));
    waiting.delete(name);
    writing = writing.then(async () => {
      const began = performance.now();
      try {
        await writeSnapshot(dir, name, contents[name]?.());
      } catch (error) {
        logger.error({ err: error, part: name }, "state could not be written");
      }
      lastTookMs.set(name, performance.now() - began);
    });
    return writing;
  };

  return {
    touch: (name) => {
      if (waiting.has(name)) return;
      const wait = Math.max(WAIT_MS, (lastTookMs.get(name) ?? 0) * REST_FACTOR);
      waiting.set(name, setTimeout(() => void write(name), wait).unref());
    },
    flush: async () => {
      for (const name of waiting.keys()) void write(name);
      await writing;
    },
  };
}
