import { conceptOf, conceptsIn, splitName } from "./words.ts";

/** What a tool is called and meant for, as the assistant describes it. */
export interface ToolChoice {
  name: string;
  description: string;
}

/** Verbs that stand in nearly every tool's name; they don't tell tools apart. */
const COMMON_VERBS = new Set(
  "take get set add create make log send save check find look up lookup fetch request submit new call schedule".split(
    " ",
  ),
);

/** Weight of a name that is named in full, and of each further word that the description shares. */
const NAME_WEIGHT = 3;
const DESCRIPTION_WEIGHT = 0.4;
const DESCRIPTION_MOST = 1.6;

/** Below this nobody asked for the tool. */
const ENOUGH = 1;

/**
 * Picks the tool that a sentence asks for, by the words of its name and description.
 *
 * @param tools what the assistant offers; of two equally good ones the first wins
 * @param said what the caller said
 * @returns the tool, or undefined when none fits
 */
export function pickTool<T extends ToolChoice>(tools: readonly T[], said: string): T | undefined {
  const heard = conceptsIn(said);
  let best: { tool: T; score: number } | undefined;
  for (const tool of tools) {
    const score = scoreTool(tool, heard);
    if (score >= ENOUGH && score > (best?.score ?? 0)) best = { tool, score };
  }
  return best?.tool;
}

function scoreTool(tool: ToolChoice, heard: ReadonlySet<string>): number {
  const words = splitName(tool.name);
  const telling = words.filter((word) => !COMMON_VERBS.has(word));
  const concepts = [...new Set((telling.length > 0 ? telling : words).map(conceptOf))];
  const named = concepts.filter((concept) => heard.has(concept)).length;
  const nameScore = (NAME_WEIGHT * named) / Math.max(1, concepts.length);
  const described = [...conceptsIn(tool.description)].filter(
    (concept) => heard.has(concept) && !concepts.includes(concept),
  );
  return nameScore + Math.min(DESCRIPTION_MOST, described.length * DESCRIPTION_WEIGHT);
}
