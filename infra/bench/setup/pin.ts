import { spawnSync } from "node:child_process";
import { cpus } from "node:os";

/**
 * Ties a process and all its threads to some cores, so that baseline and candidate get the same share of the machine.
 * Children that it starts later inherit them.
 *
 * @param cores such as `0` or `0,1`
 * @returns false where that can't be done: no taskset, or not that many cores
 */
export function pin(pid: number, cores: string): boolean {
  if (process.platform !== "linux" || cpus().length < 2) return false;
  return spawnSync("taskset", ["--all-tasks", "--cpu-list", "--pid", cores, String(pid)]).status === 0;
}
