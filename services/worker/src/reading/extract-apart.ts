import { Worker } from "node:worker_threads";
import type { Source } from "./extract.ts";
import type { Extracted } from "./extract-thread.ts";
import type { PageText } from "./read-html.ts";
import { Unreadable } from "./unreadable.ts";

/** Memory and time that reading one page or file may take. */
const MEMORY_MB = 256;
const TIME_MS = 20_000;

const TOO_HARD = "This takes too long to read. Copy the part that matters into a text instead.";

function answerOf(thread: Worker): Promise<PageText> {
  return new Promise<PageText>((resolve, reject) => {
    thread.once("message", (extracted: Extracted) => {
      if ("unreadable" in extracted) reject(new Unreadable(extracted.unreadable));
      else resolve(extracted);
    });
    thread.once("error", (error: Error & { code?: string }) => {
      reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new Unreadable(TOO_HARD, { cause: error }) : error);
    });
    thread.once("exit", (code) => reject(new Error(`the reading thread ended with ${code} and no answer`)));
  });
}

/**
 * `extract` in a thread of its own: a file that was made to eat time or memory takes neither from calls that are being
 * processed meanwhile.
 *
 * @param limits.timeMs after which it is given up; 20 s by default
 * @throws {Unreadable} with words for the customer
 */
export async function extractApart(source: Source, limits: { timeMs?: number } = {}): Promise<PageText> {
  const thread = new Worker(new URL("./start-thread.mjs", import.meta.url), {
    workerData: source,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    env: {},
    stdout: true,
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  const outOfTime = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Unreadable(TOO_HARD)), limits.timeMs ?? TIME_MS);
  });
  try {
    return await Promise.race([answerOf(thread), outOfTime]);
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
