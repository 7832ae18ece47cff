import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { UsageError } from "../bench/bench-arguments.ts";
import { BENCH_DIR } from "../bench/setup/bench-database.ts";
import { parseChaosArguments, type ChaosName } from "./chaos-arguments.ts";
import type { ChaosRun } from "./chaos-result.ts";

const runs: Record<ChaosName, () => Promise<ChaosRun>> = {
  relay: async () => (await import("./relay.ts")).chaosRelay,
  saga: async () => (await import("./saga.ts")).chaosSaga,
};

try {
  const { name, short } = parseChaosArguments(process.argv.slice(2));
  const chaos = await runs[name]();
  const { result, rows } = await chaos({ short });
  console.table(rows);
  for (const { check, examples } of result.verdicts.filter(({ holds }) => !holds)) console.log(check, examples);
  console.log("Killed:", result.kills, result.conditions);
  mkdirSync(BENCH_DIR, { recursive: true });
  const file = path.join(BENCH_DIR, `${result.name}.json`);
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  console.log(
    `${result.name}: ${result.ok ? "everything holds" : "SOMETHING DOES NOT HOLD"}${result.short ? " (short: true)" : ""}. Written to ${file}`,
  );
  process.exitCode = result.ok ? 0 : 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
