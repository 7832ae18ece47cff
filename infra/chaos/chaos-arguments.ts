import { UsageError } from "../bench/bench-arguments.ts";

/** What a run was asked for. */
export interface ChaosArguments {
  name: "relay";
  /** Well under a minute of kills, each victim at least once, for orientation. */
  short: boolean;
}

/**
 * Reads the command line of `npm run chaos`.
 *
 * @param args what follows `--`
 * @throws {UsageError} naming what is wrong and what there is
 */
export function parseChaosArguments(args: string[]): ChaosArguments {
  const usage = "Usage: npm run chaos -- relay [--short]";
  const names = args.filter((argument) => argument !== "--short");
  if (names.length !== 1) throw new UsageError(`Name one run. ${usage}`);
  if (names[0] !== "relay") throw new UsageError(`There is no run named ${names[0]}. ${usage}`);
  return { name: "relay", short: args.includes("--short") };
}
