import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this clone. */
export const CLONE = path.resolve(fileURLToPath(new URL("../../..", import.meta.url)));

/** State of `npm start`; `npm run reset` removes it. */
export const DATA_DIR = path.join(CLONE, ".data");

/** Where a 0755 folder survives a restart of the machine; only root needs it, so it is a folder of the system. */
const OUTSIDE_BASE = process.platform === "linux" ? "/var/lib" : tmpdir();

/** State of this clone that can't live in it because another user has to reach it; `npm run reset` removes it. */
export const OUTSIDE_DIR = path.join(
  OUTSIDE_BASE,
  `callflex-${createHash("sha256").update(CLONE).digest("hex").slice(0, 12)}`,
);

/** Downloads and builds shared by every clone of this user. */
export const CACHE_DIR = path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache"), "callflex");

/**
 * Tells whether a stranger among the users can get to a folder: every folder above it must let others pass.
 *
 * @param dir absolute path; parts of it that don't exist yet are passable, because this project makes them so
 */
export function othersCanReach(dir: string): boolean {
  for (let current = dir; ; current = path.dirname(current)) {
    const stat = statSync(current, { throwIfNoEntry: false });
    if (stat && (stat.mode & 0o001) === 0) return false;
    if (current === path.dirname(current)) return true;
  }
}

/**
 * Makes a folder that every user can enter, whatever the umask.
 *
 * @param dir absolute path; the folders above it must be passable already
 */
export function makeOpenDir(dir: string): void {
  if (mkdirSync(dir, { recursive: true }) !== undefined) chmodSync(dir, 0o755);
}
