import type { DiffLine } from "@callflex/contracts/line-diff";

/** Lines that are shown, or a run of unchanged ones that is folded away. */
export type DiffBlock = { kind: "lines"; lines: DiffLine[] } | { kind: "fold"; lines: DiffLine[] };

/** Unchanged lines beside a change that stay in sight. */
const CONTEXT = 2;
/** A run that is shorter is not worth folding. */
const SHORTEST_FOLD = 4;

/** Folds long runs of unchanged lines away, so that changes can be read at a glance. */
export function diffBlocks(lines: readonly DiffLine[]): DiffBlock[] {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some((line) => line.kind !== "same"),
  );
  const runs: DiffBlock[] = [];
  lines.forEach((line, index) => {
    const kind = near[index] ? "lines" : "fold";
    const last = runs.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else runs.push({ kind, lines: [line] });
  });
  return runs.map((run) => (run.lines.length < SHORTEST_FOLD ? { ...run, kind: "lines" } : run));
}
