import { UsageError } from "../bench/bench-arguments.ts";

/** The runs that there are, by name. */
export const CHAOS_RUNS = ["relay", "saga"] as const;
export type ChaosName = (typeof CHAOS_RUNS)[number];

/** What a run was asked for. */
export interface ChaosArguments {
  name: ChaosName;
  /** Fewer kills, for orientation. */
  short: boolean;
}

/**
 * Reads the command line of `npm run chaos`.
 *
 * @param args what follows `--`
 * @throws {UsageError} naming what is wrong and what there is
 */
export function parseChaosArguments(args: string[]): ChaosArguments {
  const usage = `Usage: npm run chaos -- ${CHAOS_RUNS.join("|")} [--short]`;
  const names = args.filter((argument) => argument !== "--short");
  if (names.length !== 1) throw new UsageError(`Name one run. ${usage}`);
  const name = CHAOS_RUNS.find((known) => known === names[0]);
  if (!name) throw new UsageError(`There is no run named ${names[0]}. ${usage}`);
  return { name, short: args.includes("--short") };
}
