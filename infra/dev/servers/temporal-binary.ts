import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { findProgram, isProgram } from "./find-program.ts";
import { startGuardedProcess } from "./guarded-process.ts";
import { CACHE_DIR } from "./places.ts";

/** The newest version that `go install` accepts: later ones carry a replace directive. */
const GO_VERSION = "v1.5.1";
const GO_PACKAGE = `github.com/temporalio/cli/cmd/temporal@${GO_VERSION}`;
const PROGRAM = process.platform === "win32" ? "temporal.exe" : "temporal";
/** `go install` names the file after the package, so it needs no renaming. */
const CACHED = path.join(CACHE_DIR, `temporal-${GO_VERSION}`, PROGRAM);
const DOWNLOADS = path.join(CACHE_DIR, "temporal-download");
const STILL_BUSY_MS = 30_000;

/** Told in plain words what takes long. */
export type Say = (line: string) => void;

/** The SDK names its download after itself and its version. */
function downloaded(): string | undefined {
  if (!existsSync(DOWNLOADS)) return undefined;
  const names = readdirSync(DOWNLOADS).filter((name) => name.startsWith("temporal") && !name.includes("download"));
  return names.map((name) => path.join(DOWNLOADS, name)).find(isProgram);
}

/** Lets the SDK fetch the server that fits it. It is started for a moment, because there is no call that only fetches. */
async function download(say: Say): Promise<string | undefined> {
  say("Downloading the Temporal dev server (about 50 MB, once for this user) ...");
  mkdirSync(DOWNLOADS, { recursive: true });
  try {
    const { TestWorkflowEnvironment } = await import("@temporalio/testing");
    const server = await TestWorkflowEnvironment.createLocal({
      server: { executable: { type: "cached-download", downloadDir: DOWNLOADS, ttl: "365 days" } },
    });
    await server.teardown();
    return downloaded();
  } catch {
    say("The download can't be reached from here.");
    return undefined;
  }
}

async function build(go: string, say: Say): Promise<string> {
  say(`Building the Temporal dev server ${GO_VERSION} with Go: some minutes, once for this user ...`);
  const began = Date.now();
  const busy = setInterval(
    () => say(`... still building Temporal (${Math.round((Date.now() - began) / 1000)} s)`),
    STILL_BUSY_MS,
  );
  mkdirSync(CACHE_DIR, { recursive: true });
  const workshop = mkdtempSync(path.join(CACHE_DIR, "building-"));
  try {
    const logFile = path.join(workshop, "go.log");
    const compiler = startGuardedProcess({
      command: go,
      args: ["install", "-ldflags=-s -w", GO_PACKAGE],
      cwd: workshop,
      env: { GOBIN: workshop },
      logFile,
      stopSignal: "SIGTERM",
    });
    if ((await compiler.exited) !== 0) {
      const reason = readFileSync(logFile, "utf8").trim().split("\n").slice(-15).join("\n");
      throw new Error(`"go install ${GO_PACKAGE}" failed:\n${reason}\n\n${choices()}`);
    }
    mkdirSync(path.dirname(CACHED), { recursive: true });
    renameSync(path.join(workshop, PROGRAM), CACHED);
    say(`Temporal is built (${Math.round((Date.now() - began) / 1000)} s) and kept in ${path.dirname(CACHED)}`);
    return CACHED;
  } finally {
    clearInterval(busy);
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** What a person can do when every way to a server is closed. */
function choices(): string {
  return [
    "CallFlex needs a Temporal server. Choose one:",
    "  - set TEMPORAL_ADDRESS to a running server, for example 127.0.0.1:7233",
    "  - put the program `temporal` on PATH (https://docs.temporal.io/cli)",
    "  - install Go, and it is built from the Go module proxy",
    "  - let this machine reach https://temporal.download, and it is downloaded",
  ].join("\n");
}

/**
 * Finds the Temporal CLI, whose dev server we run: on PATH, else the one cached outside the clone, else the download
 * that the SDK makes, else a build with Go.
 *
 * @param say told in plain words what takes long
 * @returns path of the program
 * @throws with the choices when no way leads to one
 */
export async function temporalBinary(say: Say): Promise<string> {
  const ready = findProgram("temporal") ?? (isProgram(CACHED) ? CACHED : undefined) ?? downloaded();
  if (ready) return ready;
  const fetched = await download(say);
  if (fetched) return fetched;
  const go = findProgram("go");
  if (go) return await build(go, say);
  throw new Error(choices());
}
