import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { CLONE } from "./places.ts";

/**
 * Writes the workflows into one file, as a production image has them: a worker that loads it is there sooner than one that
 * bundles them itself.
 *
 * @returns the file
 * @throws when the bundler fails
 */
export async function bundleWorkflows(file: string): Promise<string> {
  const script = path.join(CLONE, "services/worker/src/bundle-workflows.ts");
  await promisify(execFile)(process.execPath, ["--import", "tsx", script, file], { cwd: CLONE });
  return file;
}
