/** The benches that can be run by name. */
export const BENCHES = ["ingress", "ingress-lone", "dispatch", "drain", "auth", "provision"] as const;
export type BenchName = (typeof BENCHES)[number];

/** What a run was asked for. */
export interface BenchArguments {
  name: BenchName;
  /** One pair and small sizes, for orientation; floors are judged on full runs. */
  short: boolean;
}

/** The command line names no bench. `message` says how to use it. */
export class UsageError extends Error {
  override name = "UsageError";
}

/**
 * Reads the command line of `npm run bench`.
 *
 * @param args what follows `--`
 * @throws {UsageError} naming what is wrong and what there is
 */
export function parseBenchArguments(args: string[]): BenchArguments {
  const usage = `Usage: npm run bench -- ${BENCHES.join("|")} [--short]`;
  const names = args.filter((argument) => argument !== "--short");
  const [name] = names;
  if (names.length !== 1 || !name) throw new UsageError(`Name one bench. ${usage}`);
  const known = BENCHES.find((bench) => bench === name);
  if (!known) throw new UsageError(`There is no bench named ${name}. ${usage}`);
  return { name: known, short: args.includes("--short") };
}
