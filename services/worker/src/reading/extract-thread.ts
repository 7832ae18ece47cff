import { parentPort, workerData } from "node:worker_threads";
import { extract, type Source } from "./extract.ts";
import { Unreadable } from "./unreadable.ts";

/** What the thread answers. */
export type Extracted = { title: string | null; text: string } | { unreadable: string };

/** What is longer can't be an entry, and handing it over and counting it would cost the other thread's time. */
const LONGEST_TEXT = 1_000_000;
const TOO_LONG = "This is far too long. Copy the part that matters into a text instead.";

async function answer(): Promise<Extracted> {
  try {
    const { title, text } = await extract(workerData as Source);
    if (text.length > LONGEST_TEXT) return { unreadable: TOO_LONG };
    return { title, text };
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.message };
    throw error;
  }
}

parentPort?.postMessage(await answer());
