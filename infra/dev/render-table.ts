const MAX_CELL_LENGTH = 60;

/** Text without what could steer the terminal; line breaks stay. */
export function harmless(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]/gu, " ");
}

/** One short line. */
export function plain(text: string): string {
  const line = harmless(text).replaceAll(/\s+/g, " ");
  return line.length > MAX_CELL_LENGTH ? `${line.slice(0, MAX_CELL_LENGTH - 1)}…` : line;
}

/** A moment as `2026-11-20 15:04:05`, in UTC; nothing for none. */
export function time(moment: Date | null): string {
  return moment ? moment.toISOString().replace("T", " ").slice(0, 19) : "";
}

/** Rows of one length as columns, the first row being their heads. */
export function renderTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
