import { spawn } from "node:child_process";
import { findProgram } from "./servers/find-program.ts";

/** The command that shows a page to the person at this machine; none where nobody sits. */
function opener(): [string, ...string[]] | undefined {
  if (process.env.CI || process.env.TERM === "dumb" || !process.stdout.isTTY) return undefined;
  if (process.platform === "darwin") return ["open"];
  if (process.platform === "win32") return ["cmd", "/c", "start", ""];
  const hasDisplay = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const program = hasDisplay ? findProgram("xdg-open") : undefined;
  return program ? [program] : undefined;
}

/**
 * Opens a page in the person's browser, where there is one.
 *
 * @param url address of the page
 */
export function openBrowser(url: string): void {
  const command = opener();
  if (!command) return;
  const [program, ...args] = command;
  const child = spawn(program, [...args, url], { detached: true, stdio: "ignore" });
  child.once("error", () => undefined);
  child.unref();
}
