/** All control characters but the line break and the tab. */
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\uFEFF]/g;

/**
 * Brings words into the form in which they are kept: one kind of line break, no invisible characters, at most one empty
 * line. Characters that lay out a page cost a caller's time at every answer.
 *
 * @param text as it was written, or read from a page or a file
 */
export function normaliseText(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(CONTROLS, "")
    .replace(/[ \t\u00A0]+/g, " ")
    .replace(/ *\n */g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
