import { existsSync, readFileSync } from "node:fs";

interface LogEntry {
  level?: string;
  msg?: string;
  err?: { message?: string; stack?: string };
}

/** Services log JSON for machines; a person who reads why one ended wants the words. */
function readable(line: string): string {
  try {
    const entry = JSON.parse(line) as LogEntry;
    const problem = entry.err?.stack ?? entry.err?.message;
    return `${entry.level ?? ""} ${entry.msg ?? line}${problem ? `\n${problem}` : ""}`.trim();
  } catch {
    return line;
  }
}

/**
 * The end of a log file in readable words.
 *
 * @param file path of the log; a missing one reads as empty
 * @param count how many entries
 */
export function lastLines(file: string, count = 8): string {
  if (!existsSync(file)) return "";
  const lines = readFileSync(file, "utf8").trimEnd().split("\n").slice(-count);
  return lines.map(readable).join("\n");
}
