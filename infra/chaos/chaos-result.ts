import type { TableRow } from "../bench/bench-result.ts";
import type { Verdict } from "./verdict.ts";

/** What a chaos run found; written to `.data/bench/<name>.json`. */
export interface ChaosResult {
  name: string;
  verdicts: Verdict[];
  kills: Record<string, number>;
  conditions: Record<string, unknown>;
  ok: boolean;
  short?: true;
}

/** A run by its name. */
export type ChaosRun = (options: { short: boolean }) => Promise<{ result: ChaosResult; rows: TableRow[] }>;

/** The verdicts as lines of the table that a run prints. */
export function rowsOf(verdicts: readonly Verdict[]): TableRow[] {
  return verdicts.map(({ check, expected, found, holds }) => ({
    check,
    expected,
    found,
    verdict: holds ? "holds" : "BROKEN",
  }));
}
