import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type {} from "@callflex/testing/provided-context";
import type { TestProject } from "vitest/node";
import { resolveChromium } from "../servers/chromium.ts";
import { createStack } from "../stack/start-stack.ts";

const say = (line: string) => process.stderr.write(`${line}\n`);

/**
 * Starts the whole product the way `npm start` does, in a folder of its own, once for all end-to-end tests.
 *
 * @param project hands the addresses and the browser to the tests
 * @returns ends everything
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "callflex-e2e-"));
  // As root, Postgres runs as another user, who must get in.
  chmodSync(dataDir, 0o755);
  const stack = createStack({ dataDir, ports: "free", firstCallAfterSeconds: 0, say });
  const stop = async () => {
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    project.provide("chromium", resolveChromium(say) ?? null);
    const { run } = await stack.start();
    project.provide("stack", { run, dataDir });
    void stack.crashed.then(say);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}
