import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import path from "node:path";
import { CLONE } from "../servers/places.ts";
import { lastLines } from "./last-lines.ts";

/** One deployable to run: its name, its entry (from the folder of the clone), and everything it may know. */
export interface PartPlan {
  name: string;
  entry: string;
  env: Record<string, string>;
}

/** A deployable that runs. */
export interface Part {
  name: string;
  pid: number;
  logFile: string;
  /** Settles with how it ended: an exit code or a signal. */
  exited: Promise<number | NodeJS.Signals>;
  /** Lets it drain, and ends it by force when that takes too long. */
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

const READY_LIMIT_MS = 120_000;
/** Longer than a service's own limit for draining. */
const STOP_LIMIT_MS = 20_000;
/** A service gets its own settings and what any program needs, but no secrets of the shell that started us. */
const INHERITED = [
  "PATH",
  "HOME",
  "LANG",
  "LC_ALL",
  "TZ",
  "TMPDIR",
  "TEMP",
  "TMP",
  "SystemRoot",
  "NODE_EXTRA_CA_CERTS",
];

function environment(own: Record<string, string>): Record<string, string> {
  const inherited = INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
  return { ...(Object.fromEntries(inherited) as Record<string, string>), ...own };
}

/** A service says over the IPC channel that it is ready (packages/platform/src/service.ts). */
async function waitUntilReady(child: ChildProcess, name: string, logFile: string): Promise<void> {
  const problem = (what: string) => new Error(`${name} ${what}. Its last lines (${logFile}):\n${lastLines(logFile)}`);
  await new Promise<void>((resolve, reject) => {
    const limit = setTimeout(() => reject(problem(`isn't ready after ${READY_LIMIT_MS / 1000} s`)), READY_LIMIT_MS);
    child.on("message", (message) => {
      if ((message as { ready?: boolean } | null)?.ready) resolve();
    });
    child.once("error", (error) => reject(problem(`can't be run: ${error.message}`)));
    child.once("exit", (code, signal) => reject(problem(`ended while it started (${code ?? signal})`)));
    child.once("message", () => clearTimeout(limit));
    child.once("exit", () => clearTimeout(limit));
  });
}

/**
 * Starts a deployable and waits until it says that it is ready. It ends by itself when this process is gone.
 *
 * @param plan what to run
 * @param logFile what it prints goes here, in place of what an earlier run printed
 * @throws with its last log lines when it ends or stays silent instead
 */
export async function startPart(plan: PartPlan, logFile: string): Promise<Part> {
  const log = openSync(logFile, "a", 0o600);
  const child = spawn(process.execPath, ["--import", "tsx", path.resolve(CLONE, plan.entry)], {
    cwd: CLONE,
    // Ctrl-C reaches the whole group of a terminal; the supervisor decides the order in which parts end.
    detached: true,
    env: environment(plan.env),
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  const exited = once(child, "exit").then(([code, signal]) => (code as number | null) ?? (signal as NodeJS.Signals));
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const force = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
    await exited.finally(() => clearTimeout(force));
  };
  try {
    await waitUntilReady(child, plan.name, logFile);
  } catch (error) {
    if (child.exitCode === null && child.signalCode === null && child.pid) await end("SIGKILL");
    throw error;
  }
  return { name: plan.name, pid: child.pid!, logFile, exited, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
}
