import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { DATA_DIR } from "../dev/servers/places.ts";

/** One number, or one for each of several baselines. */
export type Figures = number | Record<string, number>;

/** What a bench measured; written to `.data/bench/<name>.json`, from where documents take their numbers. */
export interface BenchResult {
  name: string;
  value: Figures;
  unit: string;
  baseline: Figures;
  /** Value by baseline, out of the medians of the same run. */
  ratio: Figures;
  conditions: Record<string, unknown>;
  floor: Figures;
  goal: Figures;
  /** Whether every floor holds and every count agrees. */
  ok: boolean;
  short?: true;
}

/** A line of the table that a bench prints. */
export type TableRow = Record<string, string | number>;

/** The machine as it was, for every result. */
export function machine(): Record<string, unknown> {
  return {
    measuredAt: new Date().toISOString(),
    node: process.version,
    cores: cpus().length,
    cpu: cpus()[0]?.model.trim(),
    loadBefore: loadavg()[0],
  };
}

/** Rounds for people: three significant digits. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}

/** Middle value, or the mean of the two in the middle. */
export function median(values: number[]): number {
  return quantile(values, 0.5);
}

/**
 * A quantile with linear interpolation.
 *
 * @param share between 0 and 1
 * @returns NaN without values
 */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

/** Writes a result where documents and later runs find it. @returns the file */
export function saveResult(result: BenchResult): string {
  const dir = path.join(DATA_DIR, "bench");
  mkdirSync(dir, { recursive: true });
  const file = path.join(dir, `${result.name}.json`);
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  return file;
}

/** Prints the rounds and the verdict. */
export function printResult(result: BenchResult, rows: TableRow[]): void {
  console.table(rows);
  const { name, value, unit, baseline, ratio, floor, goal, ok, short } = result;
  console.table({
    [name]: {
      value: show(value),
      unit,
      baseline: show(baseline),
      ratio: show(ratio),
      floor: show(floor),
      goal: show(goal),
    },
  });
  console.log(`${name}: ${ok ? "holds" : "DOES NOT HOLD"}${short ? " (short: true, for orientation only)" : ""}`);
}

function show(figures: Figures): string {
  if (typeof figures === "number") return String(round(figures));
  return Object.entries(figures)
    .map(([name, figure]) => `${name} ${round(figure)}`)
    .join(", ");
}
