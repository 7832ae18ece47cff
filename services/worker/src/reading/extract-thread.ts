import { parentPort, workerData } from "node:worker_threads";
import { extract, type Source } from "./extract.ts";
import { Unreadable } from "./unreadable.ts";

/** What the thread answers. */
export type Extracted = { title: string | null; text: string } | { unreadable: string };

async function answer(): Promise<Extracted> {
  try {
    return await extract(workerData as Source);
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.message };
    throw error;
  }
}

parentPort?.postMessage(await answer());
