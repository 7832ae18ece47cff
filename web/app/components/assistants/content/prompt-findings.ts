/** Something that is wrong in a text, and where: from the first character up to the last one, counted from 0. */
export interface PromptFinding {
  start: number;
  end: number;
  /** Counted from 1, as editors do. */
  line: number;
  column: number;
  message: string;
}

const VARIABLE = /\{\{\s*([A-Za-z0-9]+)\s*\}\}/g;
const BRACES = /\{[{%]/g;

/**
 * Looks a text over while it is written: variables that don't exist, braces that can't be read, and what is too much.
 *
 * @param known keys of the variables that there are
 * @param longest characters that the text may have
 */
export function promptFindings(text: string, known: ReadonlySet<string>, longest: number): PromptFinding[] {
  const at = (start: number, end: number, message: string): PromptFinding => {
    const before = text.slice(0, start).split("\n");
    return { start, end, line: before.length, column: before.at(-1)!.length + 1, message };
  };
  const unknown = [...text.matchAll(VARIABLE)]
    .filter((match) => !known.has(match[1]!))
    .map((match) =>
      at(match.index, match.index + match[0].length, `{{${match[1]}}} is no variable. Correct the name, or add it.`),
    );
  const rest = text.replace(VARIABLE, (whole) => " ".repeat(whole.length));
  const broken = [...rest.matchAll(BRACES)].map((match) =>
    at(match.index, match.index + 2, "These braces can’t be read. Write a variable as {{companyName}}."),
  );
  const over = text.length - longest;
  const tooLong =
    over > 0
      ? [
          at(
            longest,
            text.length,
            `${over} ${over === 1 ? "character" : "characters"} too many. Everything from here on is.`,
          ),
        ]
      : [];
  return [...unknown, ...broken, ...tooLong].toSorted((a, b) => a.start - b.start);
}
