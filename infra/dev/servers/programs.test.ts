import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { resolveChromium } from "./chromium.ts";
import { findProgram } from "./find-program.ts";
import { othersCanReach } from "./places.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "callflex-programs-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
});

function program(...parts: string[]): string {
  const file = path.join(dir, ...parts);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, "#!/bin/sh\n", { mode: 0o755 });
  return file;
}

const silent = () => {
  throw new Error("nothing here takes long");
};

/** The cache's place is read from the environment when the module is loaded. */
async function temporalBinary(): Promise<string> {
  vi.resetModules();
  vi.stubEnv("XDG_CACHE_HOME", path.join(dir, "cache"));
  return await (await import("./temporal-binary.ts")).temporalBinary(silent);
}

describe("findProgram", () => {
  it("prefers the first name over the first folder, and passes by what can't be run", () => {
    const wanted = program("second", "chromium");
    program("first", "google-chrome");
    chmodSync(program("first", "chromium"), 0o644);
    vi.stubEnv("PATH", `${dir}/first:${dir}/second`);
    expect(findProgram("chromium", "google-chrome")).toBe(wanted);
    expect(findProgram("firefox")).toBeUndefined();
  });
});

describe("temporalBinary", () => {
  it("takes the one on PATH before the cached one", async () => {
    const onPath = program("bin", "temporal");
    program("cache/callflex/temporal-v1.5.1", "temporal");
    vi.stubEnv("PATH", path.dirname(onPath));
    expect(await temporalBinary()).toBe(onPath);
  });

  it("takes the cached build before the SDK's download", async () => {
    const built = program("cache/callflex/temporal-v1.5.1", "temporal");
    program("cache/callflex/temporal-download", "temporal-sdk-typescript-1.24.0");
    vi.stubEnv("PATH", "");
    expect(await temporalBinary()).toBe(built);
  });

  it("takes the SDK's download when there is nothing else", async () => {
    const downloaded = program("cache/callflex/temporal-download", "temporal-sdk-typescript-1.24.0");
    vi.stubEnv("PATH", "");
    expect(await temporalBinary()).toBe(downloaded);
  });
});

describe("resolveChromium", () => {
  it("takes the one on PATH", () => {
    const file = program("bin", "chromium-browser");
    vi.stubEnv("PATH", path.dirname(file));
    expect(resolveChromium(silent)).toBe(file);
  });
});

describe("othersCanReach", () => {
  it("asks every folder above", () => {
    const inner = path.join(dir, "a", "b");
    mkdirSync(inner, { recursive: true });
    chmodSync(dir, 0o755);
    expect(othersCanReach(inner)).toBe(true);
    expect(othersCanReach(path.join(inner, "not", "there", "yet"))).toBe(true);
    chmodSync(path.join(dir, "a"), 0o700);
    expect(othersCanReach(inner)).toBe(false);
  });
});
