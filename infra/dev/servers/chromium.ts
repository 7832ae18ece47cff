import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { chromium } from "playwright-core";
import { findProgram, isProgram } from "./find-program.ts";
import type { Say } from "./temporal-binary.ts";

const INSTALL_LIMIT_MS = 10 * 60_000;

function onPath(): string | undefined {
  return findProgram("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
}

/** Playwright knows where its download belongs before it is there. */
function playwrights(): string | undefined {
  const file = chromium.executablePath();
  return file && isProgram(file) ? file : undefined;
}

function succeeds(command: string, ...args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(command, args, { stdio: "ignore", env, timeout: INSTALL_LIMIT_MS }).status === 0;
}

function download(say: Say): string | undefined {
  say("Downloading Chromium for the browser tests (playwright, about 170 MB, once for this user) ...");
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve("playwright-core/package.json")), "cli.js");
  // The headless shell alone would do, but executablePath() names the full browser.
  return succeeds(process.execPath, cli, "install", "chromium") ? playwrights() : undefined;
}

function aptGet(say: Say): string | undefined {
  const apt = process.getuid?.() === 0 ? findProgram("apt-get") : undefined;
  if (!apt) return undefined;
  say("Installing Chromium for the browser tests (apt-get) ...");
  const installed = succeeds(apt, "update") && succeeds(apt, "install", "-y", "--no-install-recommends", "chromium");
  return installed ? onPath() : undefined;
}

/**
 * Finds a Chromium for the browser tests: on PATH, else playwright's download, else the system's package as root.
 *
 * @param say told in plain words what takes long
 * @returns path of the program, or undefined: then the browser tests are skipped and counted as such
 */
export function resolveChromium(say: Say): string | undefined {
  const found = onPath() ?? playwrights() ?? download(say) ?? aptGet(say);
  if (!found) say("No Chromium to be had here: the browser tests are skipped.");
  return found;
}
