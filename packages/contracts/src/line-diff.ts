/** A line of two texts beside each other. */
export interface DiffLine {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Where the parts that differ are larger than this (lines × lines), no line is looked for again: all is old, all is new. */
const LARGEST_TABLE = 1_000_000;

function marked(kind: DiffLine["kind"], lines: readonly string[]): DiffLine[] {
  return lines.map((text) => ({ kind, text }));
}

/** Lengths of the longest common subsequence of what follows each pair of places. */
function commonLengths(before: readonly string[], after: readonly string[]): (row: number, column: number) => number {
  const width = after.length + 1;
  const table = new Uint16Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      table[row * width + column] =
        before[row] === after[column]
          ? table[(row + 1) * width + column + 1]! + 1
          : Math.max(table[(row + 1) * width + column]!, table[row * width + column + 1]!);
    }
  }
  return (row, column) => table[row * width + column]!;
}

function middle(before: readonly string[], after: readonly string[]): DiffLine[] {
  if (before.length * after.length > LARGEST_TABLE) return [...marked("removed", before), ...marked("added", after)];
  const common = commonLengths(before, after);
  const lines: DiffLine[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length && column < after.length) {
    if (before[row] === after[column]) {
      lines.push({ kind: "same", text: before[row]! });
      row += 1;
      column += 1;
    } else if (common(row + 1, column) >= common(row, column + 1)) {
      lines.push({ kind: "removed", text: before[row]! });
      row += 1;
    } else {
      lines.push({ kind: "added", text: after[column]! });
      column += 1;
    }
  }
  return [...lines, ...marked("removed", before.slice(row)), ...marked("added", after.slice(column))];
}

/** How many lines two texts have in common from one end. */
function sharedLength(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((line, index) => line !== other[index]);
  return differs === -1 ? one.length : differs;
}

/**
 * Sets two texts beside each other, line by line, with as few changes as there are.
 *
 * @param before an empty text has no lines
 */
export function lineDiff(before: string, after: string): DiffLine[] {
  const old = before === "" ? [] : before.split("\n");
  const now = after === "" ? [] : after.split("\n");
  const start = sharedLength(old, now);
  const oldRest = old.slice(start);
  const nowRest = now.slice(start);
  const end = sharedLength(oldRest.toReversed(), nowRest.toReversed());
  return [
    ...marked("same", old.slice(0, start)),
    ...middle(oldRest.slice(0, oldRest.length - end), nowRest.slice(0, nowRest.length - end)),
    ...marked("same", oldRest.slice(oldRest.length - end)),
  ];
}
