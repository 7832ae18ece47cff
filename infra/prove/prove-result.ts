import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { machine } from "../bench/bench-result.ts";
import { DATA_DIR } from "../dev/servers/places.ts";

/** Findings that a result keeps; their number is always told. */
const KEPT_FINDINGS = 100;

/** What a run proved; written to `.data/bench/prove-<name>.json`. */
export interface ProveResult {
  name: string;
  /** How often something was tried. */
  value: number;
  unit: string;
  /** What was tried how often, for people. */
  counts: Record<string, number>;
  /** What must hold: no findings, and for changed copies of the product that none goes unnoticed. */
  findings: string[];
  conditions: Record<string, unknown>;
  ok: boolean;
  short?: true;
}

/** Puts a result together: it holds when nothing was found and every count is more than none. */
export function proveResult(run: {
  name: string;
  unit: string;
  value: number;
  counts: Record<string, number>;
  findings: string[];
  short: boolean;
}): ProveResult {
  const { name, unit, value, counts, findings, short } = run;
  return {
    name,
    value,
    unit,
    counts: { ...counts, findings: findings.length },
    findings: findings.slice(0, KEPT_FINDINGS),
    conditions: machine(),
    ok: findings.length === 0 && value > 0,
    ...(short ? { short } : {}),
  };
}

/** Writes a result where documents and later runs find it. @returns the file */
export function saveProof(result: ProveResult): string {
  const dir = path.join(DATA_DIR, "bench");
  mkdirSync(dir, { recursive: true });
  const file = path.join(dir, `prove-${result.name}.json`);
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  return file;
}

/** Prints the counts, what was found and the verdict. */
export function printProof({ name, value, unit, counts, findings, ok, short }: ProveResult): void {
  console.table(counts);
  for (const finding of findings) console.log(`FOUND ${finding}`);
  console.log(`${name}: ${value} ${unit}, ${ok ? "holds" : "DOES NOT HOLD"}${short ? " (short)" : ""}`);
}
