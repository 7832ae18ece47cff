import { conceptOf, conceptsIn, splitName } from "./words.ts";

/** Words from which on the rest of a sentence tells something. */
const LEAST_WORDS = 5;

const GREETING = /^\s*(hi|hello|hey|yes|good (morning|afternoon|evening))\s*$/i;
const OWN_NAME = /\b([Mm]y name is|[Tt]his is|[Ii]t's|[Ii]'m) [A-Z][\p{L}'-]+( [A-Z][\p{L}'-]+)*\s*$/u;

/**
 * What a caller told of the matter itself while asking for a tool: the sentence without greeting, name, and the clause
 * that asks. "Hi, this is Tom, I'd like to leave a message: the invoice is not right at all." gives "The invoice is not
 * right at all."
 *
 * @param toolName the tool that was asked for
 * @returns undefined when nothing of substance is left
 */
export function matterIn(said: string, toolName: string): string | undefined {
  const asking = new Set(splitName(toolName).map(conceptOf));
  let matter = "";
  for (const clause of said.match(/[^.,;:!?]+[.,;:!?]*/g) ?? []) {
    const bare = clause.replace(/[.,;:!?]+$/, "");
    const asks = [...conceptsIn(bare)].some((concept) => asking.has(concept));
    // What follows a clause that is left out begins a sentence of its own.
    if (asks || GREETING.test(bare) || OWN_NAME.test(bare)) matter = matter.replace(/[,;:]$/, ".");
    else matter += clause;
  }
  matter = matter
    .trim()
    .replace(/[,;:]$/, ".")
    .replace(/[.!?]\s+[a-z]/g, (start) => start.toUpperCase());
  if (matter.split(/\s+/).length < LEAST_WORDS) return undefined;
  return matter.charAt(0).toUpperCase() + matter.slice(1);
}
