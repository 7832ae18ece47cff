import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { CLONE, DATA_DIR } from "../dev/servers/places.ts";

const REQUIREMENTS = path.join(CLONE, "infra/fuzz/requirements.txt");
const PROGRAMS = ["python3", "python"];
/** What the pinned schemathesis wants. */
const WANTED = [3, 11] as const;

/** The fuzzer can't be had on this machine. `message` says what is missing. */
export class NoFuzzerError extends Error {
  override name = "NoFuzzerError";
}

/**
 * Whether a version of Python is new enough.
 *
 * @param version as Python tells it, `Python 3.11.7`
 */
export function isNewEnough(version: string): boolean {
  const [, major, minor] = /^Python (\d+)\.(\d+)/.exec(version)?.map(Number) ?? [];
  if (major === undefined || minor === undefined) return false;
  return major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1]);
}

function findPython(): string {
  for (const program of PROGRAMS) {
    const { stdout, status } = spawnSync(program, ["--version"], { encoding: "utf8" });
    if (status === 0 && isNewEnough(stdout.trim())) return program;
  }
  throw new NoFuzzerError(
    `Fuzzing needs Python ${WANTED.join(".")} or newer on the PATH as ${PROGRAMS.join(" or ")}. Install it, then try again.`,
  );
}

function run(program: string, args: string[], otherwise: string): void {
  const { status, stderr, stdout } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new NoFuzzerError(`${otherwise}\n${(stderr || stdout || "").trim()}`);
}

/**
 * Finds schemathesis in a Python environment below `.data`, and makes that the first time, which takes the network.
 *
 * @param say told what takes a while
 * @returns the program
 * @throws {NoFuzzerError} without a Python that is new enough, or without the network the first time
 */
export function findSchemathesis(say: (line: string) => void): string {
  const wanted = readFileSync(REQUIREMENTS, "utf8").trim();
  const dir = path.join(DATA_DIR, "fuzz", wanted.replace("==", "-"));
  const bin = path.join(dir, process.platform === "win32" ? "Scripts" : "bin");
  const program = path.join(bin, process.platform === "win32" ? "schemathesis.exe" : "schemathesis");
  if (existsSync(program)) return program;
  const python = findPython();
  say(`Installing ${wanted} into ${path.relative(CLONE, dir)} (once)`);
  mkdirSync(path.dirname(dir), { recursive: true });
  run(python, ["-m", "venv", dir], "Python can't make an environment of its own: install its module venv.");
  run(
    path.join(bin, "python"),
    ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", REQUIREMENTS],
    `${wanted} can't be installed: is the network there?`,
  );
  return program;
}
