/** What can be proved by name. */
export const PROOFS = ["isolation", "signatures", "fuzz", "secrets"] as const;
export type ProofName = (typeof PROOFS)[number];

/** What a run was asked for. */
export interface ProveArguments {
  name: ProofName;
  /** Fewer probes, as in the tests. */
  short: boolean;
}

/** The command line names nothing that can be proved. `message` says how to use it. */
export class UsageError extends Error {
  override name = "UsageError";
}

/**
 * Reads the command line of `npm run prove`.
 *
 * @param args what follows `--`
 * @throws {UsageError} naming what is wrong and what there is
 */
export function parseProveArguments(args: string[]): ProveArguments {
  const usage = `Usage: npm run prove -- ${PROOFS.join("|")} [--short]`;
  const names = args.filter((argument) => argument !== "--short");
  const [name] = names;
  if (names.length !== 1 || !name) throw new UsageError(`Name one run. ${usage}`);
  const known = PROOFS.find((proof) => proof === name);
  if (!known) throw new UsageError(`There is no run named ${name}. ${usage}`);
  return { name: known, short: args.includes("--short") };
}
