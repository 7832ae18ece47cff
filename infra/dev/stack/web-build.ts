import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { startGuardedProcess } from "../servers/guarded-process.ts";
import { CLONE } from "../servers/places.ts";

const WEB = path.join(CLONE, "web");
const BUILD = path.join(WEB, "build");
const STAMP = path.join(BUILD, "sources.sha256");
/** Everything that ends up in the bundles: the app, what it imports, and the versions of the libraries. */
const SOURCES = ["web", "packages/contracts/src", "packages/platform/src", "package-lock.json"];
const NOT_SOURCES = new Set(["node_modules", "build", ".cache"]);

function addToHash(hash: ReturnType<typeof createHash>, file: string): void {
  for (const entry of readdirSync(file, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (NOT_SOURCES.has(entry.name)) continue;
    const inner = path.join(file, entry.name);
    if (entry.isDirectory()) addToHash(hash, inner);
    else if (entry.isFile() && !/\.test\.tsx?$/.test(entry.name)) {
      hash.update(path.relative(CLONE, inner)).update(readFileSync(inner));
    }
  }
}

function sourcesHash(): string {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    const file = path.join(CLONE, source);
    if (source.endsWith(".json")) hash.update(readFileSync(file));
    else addToHash(hash, file);
  }
  return hash.digest("hex");
}

/** The bundler says first what is wrong and then, at length, where it had been. */
function reason(logFile: string): string {
  const lines = readFileSync(logFile, "utf8").split("\n");
  const first = Math.max(
    0,
    lines.findIndex((line) => /✗|error/i.test(line)),
  );
  return lines.slice(first, first + 12).join("\n");
}

/**
 * Builds the web app for production, unless the build of these very sources is there.
 *
 * @param logFile where the bundler's output goes
 * @param say told when a build begins, because it takes a while
 * @throws with the bundler's output when the build fails
 */
export async function buildWeb(logFile: string, say: (line: string) => void): Promise<void> {
  const wanted = sourcesHash();
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
  say("Building the web app: half a minute, and again only when its sources change ...");
  rmSync(BUILD, { recursive: true, force: true });
  const remix = createRequire(path.join(WEB, "package.json")).resolve("@remix-run/dev/dist/cli.js");
  mkdirSync(path.dirname(logFile), { recursive: true });
  rmSync(logFile, { force: true });
  const bundler = startGuardedProcess({
    command: process.execPath,
    args: [remix, "vite:build"],
    cwd: WEB,
    env: { NODE_ENV: "production", NO_COLOR: "1" },
    logFile,
    stopSignal: "SIGTERM",
  });
  if ((await bundler.exited) !== 0) throw new Error(`The web app can't be built (${logFile}):\n${reason(logFile)}`);
  writeFileSync(STAMP, wanted);
}
