import type { AssistantContent } from "@callflex/contracts/assistant";
import { languageLabels } from "@callflex/contracts/labels";

type Part = keyof AssistantContent;

/** The parts of an assistant, for people. */
export const PART_WORDS: Record<Part, string> = {
  name: "Name",
  language: "Language",
  firstMessage: "Greeting",
  personality: "Personality",
  prompt: "Instructions",
  variables: "Variables",
  variableValues: "Answers",
  functions: "What it can do",
  capabilities: "How it does it",
  voice: "Voice",
};

function partText(content: AssistantContent, part: Part): string {
  if (part === "language") return languageLabels[content.language];
  if (part === "voice") return content.voice.label;
  const value = content[part];
  return typeof value === "string" ? value || "empty" : "changed";
}

/**
 * Says what somebody else changed.
 *
 * @param wanted the parts that matter here
 * @returns label and new text of each part that differs
 */
export function changedParts(
  before: AssistantContent,
  now: AssistantContent,
  wanted: readonly Part[],
): [label: string, text: string][] {
  return wanted
    .filter((part) => JSON.stringify(before[part]) !== JSON.stringify(now[part]))
    .map((part) => {
      const text = partText(now, part);
      return [PART_WORDS[part], text.length > 120 ? `${text.slice(0, 120)}…` : text];
    });
}
