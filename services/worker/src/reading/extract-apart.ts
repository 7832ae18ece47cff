import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import pLimit from "p-limit";
import type { ExtractJob, Extracted } from "./extract-process.ts";
import type { Source } from "./extract.ts";
import type { PageText } from "./read-html.ts";
import { Unreadable } from "./unreadable.ts";

const PROGRAM = fileURLToPath(new URL("./start-extract.mjs", import.meta.url));

/** What reading one page or file may take. */
const MEMORY_MB = 512;
const HEAP_MB = 256;
const TIME_MS = 20_000;
/** Processes at once; more would make many files at a time an attack on the machine's memory. */
const AT_ONCE = 2;
const inTurn = pLimit(AT_ONCE);

const TOO_LONG = "This takes too long to read. Copy the part that matters into a text instead.";
const TOO_LARGE = "This takes too much memory to read. Copy the part that matters into a text instead.";

function answerOf(child: ChildProcess): Promise<PageText> {
  return new Promise<PageText>((resolve, reject) => {
    child.once("message", (extracted: Extracted) => {
      if ("unreadable" in extracted) reject(new Unreadable(extracted.unreadable));
      else resolve(extracted);
    });
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      // It is killed over its limit, by itself or by the system, and aborts when its heap is full.
      if (signal === "SIGKILL" || signal === "SIGABRT") reject(new Unreadable(TOO_LARGE));
      else reject(new Error(`the reading process ended with ${signal ?? code} and no answer`));
    });
  });
}

async function readApart(
  source: Source,
  { timeMs, memoryMb }: { timeMs: number; memoryMb: number },
): Promise<PageText> {
  const child = fork(PROGRAM, [], {
    serialization: "advanced",
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    env: {},
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  let timer: NodeJS.Timeout | undefined;
  const outOfTime = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Unreadable(TOO_LONG)), timeMs);
  });
  try {
    const answer = answerOf(child);
    // Its own watch is for when nobody is left who waits for it.
    child.send({ source, memoryMb, timeMs: timeMs + 5_000 } satisfies ExtractJob, (error) => {
      if (error) child.kill("SIGKILL");
    });
    return await Promise.race([answer, outOfTime]);
  } finally {
    clearTimeout(timer);
    child.kill("SIGKILL");
  }
}

/**
 * `extract` in a process of its own: a file that was made to eat time or memory takes neither from calls that are being
 * processed meanwhile. Two are read at once; the others wait for their turn, which doesn't count in their time.
 *
 * @param limits.timeMs after which it is given up; 20 s by default
 * @param limits.memoryMb that the process may have; 512 MiB by default
 * @throws {Unreadable} with words for the customer
 */
export function extractApart(
  source: Source,
  { timeMs = TIME_MS, memoryMb = MEMORY_MB }: { timeMs?: number; memoryMb?: number } = {},
): Promise<PageText> {
  return inTurn(() => readApart(source, { timeMs, memoryMb }));
}
