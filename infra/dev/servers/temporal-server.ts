import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { SEARCH_ATTRIBUTES as NAMES } from "@callflex/contracts/workflow";
import { startGuardedProcess, type GuardedProcess } from "./guarded-process.ts";

/** A Temporal dev server that this process started. */
export interface TemporalServer {
  /** `host:port` of the gRPC front end. */
  address: string;
  namespace: string;
  /** Address of the web UI. */
  uiUrl: string;
  /** Settles when the server is gone, for whatever reason. */
  exited: Promise<number>;
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

/** How the dev server is set up. */
export interface TemporalServerOptions {
  /** The Temporal CLI. */
  binary: string;
  /** File of the database; kept in memory without one. */
  databaseFile?: string;
  port: number;
  /** Port of the web UI; no UI without one. */
  uiPort?: number;
  logFile: string;
}

/** Types of what workflows may be searched by; none holds personal data. infra/docker registers the same. */
export const SEARCH_ATTRIBUTE_TYPES: Record<(typeof NAMES)[keyof typeof NAMES], "Keyword" | "Bool"> = {
  OrganizationId: "Keyword",
  CallId: "Keyword",
  PhoneNumberId: "Keyword",
  NeedsAttention: "Bool",
};

/** The one namespace of an installation on one machine; the dev server makes it by itself. */
const NAMESPACE = "default";
/** The dev server forgets finished workflows after a day; an event delivered late must still find its workflow's id taken. */
const RETENTION = "720h";
const READY_LIMIT_MS = 60_000;
/** The dev server draws ports for its inner services, and another program may take one of them before it does. */
const TRIES = 3;
const PORT_TAKEN = "address already in use";
const run = promisify(execFile);

function args(options: TemporalServerOptions): string[] {
  const ui = options.uiPort === undefined ? ["--headless"] : ["--ui-port", String(options.uiPort)];
  const file = options.databaseFile ? ["--db-filename", options.databaseFile] : [];
  // With SQLite's defaults the server does less than half the work (measured: 92 against 226 starts a second).
  const pragmas = ["--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=1"];
  const attributes = Object.entries(SEARCH_ATTRIBUTE_TYPES).flatMap(([name, type]) => [
    "--search-attribute",
    `${name}=${type}`,
  ]);
  return [
    "server",
    "start-dev",
    "--ip",
    "127.0.0.1",
    "--port",
    String(options.port),
    ...ui,
    ...file,
    ...pragmas,
    ...attributes,
  ];
}

/** An open port says nothing yet about the namespace, but it spares starting the CLI many times. */
async function answersTcp(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/** What went wrong, in the server's words: behind a panic come pages of its stack. */
function lastWords(log: string): string {
  const [words = ""] = log.split("\n\ngoroutine ");
  return words.trimEnd().split("\n").slice(-8).join("\n");
}

/** The server's own exit, told from other reasons why it isn't ready. */
class EndedEarly extends Error {
  readonly log: string;

  constructor(code: number, log: string) {
    super(`Temporal ended with code ${code} while it started. Its last lines:\n${lastWords(log)}`);
    this.log = log;
  }
}

/** The namespace's retention is set as soon as the namespace answers, which also shows that the server is ready. */
async function waitUntilReady(
  options: TemporalServerOptions,
  address: string,
  exited: Promise<number>,
  logBegin: number,
): Promise<void> {
  let code: number | undefined;
  void exited.then((value) => (code = value));
  const setRetention = ["operator", "namespace", "update", "--namespace", NAMESPACE, "--retention", RETENTION];
  let lastProblem = "";
  for (const end = Date.now() + READY_LIMIT_MS; Date.now() < end; await sleep(50)) {
    if (code !== undefined) throw new EndedEarly(code, readFileSync(options.logFile).subarray(logBegin).toString());
    if (!(await answersTcp(options.port))) continue;
    try {
      await run(options.binary, [...setRetention, "--address", address], { timeout: 10_000 });
      return;
    } catch (error) {
      lastProblem = (error as Error).message;
    }
  }
  throw new Error(`Temporal isn't ready after ${READY_LIMIT_MS / 1000} s (${lastProblem}); see ${options.logFile}`);
}

async function startOnce(options: TemporalServerOptions, address: string): Promise<GuardedProcess> {
  const logBegin = existsSync(options.logFile) ? statSync(options.logFile).size : 0;
  const server = startGuardedProcess({
    command: options.binary,
    args: args(options),
    logFile: options.logFile,
    stopSignal: "SIGTERM",
  });
  try {
    await waitUntilReady(options, address, server.exited, logBegin);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/**
 * Starts the dev server of the Temporal CLI with our search attributes and a retention of 30 days.
 *
 * @param options program, database file, ports and log
 * @throws with the server's last log lines when it doesn't come up
 */
export async function startTemporalServer(options: TemporalServerOptions): Promise<TemporalServer> {
  for (const file of [options.logFile, options.databaseFile])
    if (file) mkdirSync(path.dirname(file), { recursive: true });
  const address = `127.0.0.1:${options.port}`;
  let server: GuardedProcess | undefined;
  for (let tries = 1; !server; tries++) {
    try {
      server = await startOnce(options, address);
    } catch (error) {
      if (tries === TRIES || !(error instanceof EndedEarly) || !error.log.includes(PORT_TAKEN)) throw error;
    }
  }
  const started = server;
  return {
    address,
    namespace: NAMESPACE,
    uiUrl: options.uiPort === undefined ? "" : `http://127.0.0.1:${options.uiPort}`,
    exited: started.exited,
    stop: () => started.stop(),
    kill: () => started.kill(),
  };
}
