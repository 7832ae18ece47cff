import { fork } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** A load generator at work in a process of its own. */
export interface Generator<Report> {
  /** What it reports at its end. Rejects when it ends without. */
  report: Promise<Report>;
  /** Lets it end before its job is done. */
  stop(): void;
}

/**
 * Starts a load generator.
 *
 * @param generator name of a file beside this one, or the address of another
 * @param job what it is told
 */
export function startGenerator<Report>(
  generator: "max-rate" | "open-loop" | "bare-workflows" | URL,
  job: object,
): Generator<Report> {
  const file = fileURLToPath(generator instanceof URL ? generator : new URL(`${generator}.ts`, import.meta.url));
  const child = fork(file, [], { execArgv: ["--import", "tsx"], serialization: "advanced" });
  child.send(job);
  const report = new Promise<Report>((resolve, reject) => {
    child.once("message", (message) => resolve(message as Report));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the load generator ${path.basename(file)} ended early (${code})`)));
  });
  return { report, stop: () => void (child.connected && child.send("stop")) };
}

/** Starts a load generator and waits for its report. */
export function runGenerator<Report>(...job: Parameters<typeof startGenerator>): Promise<Report> {
  return startGenerator<Report>(...job).report;
}
