import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A server process that ends with this process, however this process ends. */
export interface GuardedProcess {
  /** Settles with the exit code once the server is gone, for whatever reason. */
  exited: Promise<number>;
  /** Asks the server to end and waits until it is gone; it is killed after ten seconds. */
  stop(): Promise<void>;
  /** Ends the server at once, as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
}

/** How a guarded server is started and ended. */
export interface GuardedProcessOptions {
  command: string;
  args: string[];
  /** Working directory; the server's user must be able to enter it. */
  cwd?: string;
  /** User and group of the server, where it isn't the user of this process. */
  uid?: number;
  gid?: number;
  env?: Record<string, string | undefined>;
  /** What the server prints is appended to this file. */
  logFile: string;
  /** The signal on which the server ends cleanly and at once. */
  stopSignal: NodeJS.Signals;
}

const GUARD = fileURLToPath(new URL("guard.mjs", import.meta.url));
const KILL_AFTER_MS = 10_000;

/**
 * Starts a server under a guard that ends it when this process is gone.
 *
 * @param options what to run and as whom
 * @returns the running process; it may still fail to start, which shows as an early exit
 */
export function startGuardedProcess(options: GuardedProcessOptions): GuardedProcess {
  const { command, args, cwd, uid, gid, env, stopSignal } = options;
  const log = openSync(options.logFile, "a", 0o600);
  const job = JSON.stringify({ command, args, options: { cwd, uid, gid }, stopSignal, killAfterMs: KILL_AFTER_MS });
  const guard = spawn(process.execPath, [GUARD, job], {
    detached: true,
    env: { ...process.env, NODE_OPTIONS: "", ...env },
    stdio: ["ignore", log, log, "ipc"],
  });
  closeSync(log);
  const exited = once(guard, "exit").then(([code]) => (code as number | null) ?? 1);
  return {
    exited,
    stop: async () => {
      if (guard.connected) guard.disconnect();
      await exited;
    },
    kill: async () => {
      guard.send("kill");
      await exited;
    },
  };
}
