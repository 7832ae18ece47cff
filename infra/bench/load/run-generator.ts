import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { LOADED, STOP } from "./serve-job.ts";

/** A load generator at work in a process of its own. */
export interface Generator<Report> {
  /** What it reports at its end. Rejects when it ends without. */
  report: Promise<Report>;
  /** Lets it end before its job is done. */
  stop(): void;
}

/** Name of a file beside this one, or the address of another. */
type GeneratorFile = "max-rate" | "open-loop" | "bare-workflows" | URL;

/**
 * Loads a load generator, which takes the machine some time, without setting it to work.
 *
 * @returns sets it to the one job that it is told
 * @throws when it ends while it loads
 */
export async function loadGenerator<Report>(generator: GeneratorFile): Promise<(job: object) => Generator<Report>> {
  const file = fileURLToPath(generator instanceof URL ? generator : new URL(`${generator}.ts`, import.meta.url));
  const child = fork(file, [], { execArgv: ["--import", "tsx"], serialization: "advanced" });
  const ended = new Promise<never>((_resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the load generator ${path.basename(file)} ended early (${code})`)));
  });
  const nextMessage = async () => (await Promise.race([once(child, "message"), ended]))[0] as unknown;

  const first = await nextMessage();
  if (first !== LOADED) throw new Error(`the load generator ${path.basename(file)} doesn't say when it is loaded`);
  return (job) => {
    child.send(job);
    return { report: nextMessage() as Promise<Report>, stop: () => void (child.connected && child.send(STOP)) };
  };
}

/** Loads a load generator, tells it its job and waits for its report. */
export async function runGenerator<Report>(generator: GeneratorFile, job: object): Promise<Report> {
  const start = await loadGenerator<Report>(generator);
  return start(job).report;
}
