import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { findProgram } from "../dev/servers/find-program.ts";

const run = promisify(execFile);

/**
 * What the database alone can do: prepared single-row INSERTs of a body from 32 clients.
 *
 * @param adminUrl of a database with the table `bench_events`
 * @returns transactions a second, or null where pgbench isn't installed
 */
export async function pgbenchInserts(adminUrl: string, { seconds, bodyBytes }: { seconds: number; bodyBytes: number }) {
  const pgbench = findProgram("pgbench");
  if (!pgbench) return null;
  const dir = mkdtempSync(path.join(tmpdir(), "callflex-pgbench-"));
  try {
    const script = path.join(dir, "insert.sql");
    writeFileSync(
      script,
      `INSERT INTO bench_events (id, event_key, body) SELECT id, 'pgbench:' || id, decode(repeat('ab', ${bodyBytes}), 'hex') FROM gen_random_uuid() AS id;\n`,
    );
    const options = `--no-vacuum --protocol=prepared --client=32 --jobs=2 --time=${seconds}`.split(" ");
    const { stdout } = await run(pgbench, [...options, `--file=${script}`, adminUrl]);
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
