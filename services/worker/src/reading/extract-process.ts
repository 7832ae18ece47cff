import { Worker } from "node:worker_threads";
import { extract, type Source } from "./extract.ts";
import { Unreadable } from "./unreadable.ts";

/** What the process is asked. */
export interface ExtractJob {
  source: Source;
  /** Memory of the whole process, after which it ends itself. */
  memoryMb: number;
  timeMs: number;
}

/** What the process answers. */
export type Extracted = { title: string | null; text: string } | { unreadable: string };

/** What is longer can't be an entry, and handing it over and counting it would cost the other process's time. */
const LONGEST_TEXT = 1_000_000;
const TOO_LONG = "This is far too long. Copy the part that matters into a text instead.";

async function answer(source: Source): Promise<Extracted> {
  try {
    const { title, text } = await extract(source);
    if (text.length > LONGEST_TEXT) return { unreadable: TOO_LONG };
    return { title, text };
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.message };
    throw error;
  }
}

// Listening keeps the process until who asked has the answer and ends it, or is gone.
process.on("message", ({ source, memoryMb, timeMs }: ExtractJob) => {
  new Worker(new URL("./watch-memory.mjs", import.meta.url), { workerData: { memoryMb, timeMs } }).unref();
  void answer(source).then((extracted) => process.send?.(extracted));
});
