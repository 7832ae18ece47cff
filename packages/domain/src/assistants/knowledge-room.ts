import { KNOWLEDGE_LIMITS } from "@callflex/contracts/api/knowledge";
import type { AssistantContent } from "@callflex/contracts/assistant";
import { LONGEST_COMPILED_PROMPT } from "@callflex/contracts/assistant-findings";
import { compilePrompt } from "./compile-prompt.ts";

/** What the headings of the entries take, and the name of a time zone that is longer than the one below. */
const MARGIN = 600;

/** Characters that an assistant's knowledge may have, all together: long instructions and answers leave less. */
export function knowledgeRoom(content: AssistantContent): number {
  const { text } = compilePrompt({ content, timezone: "UTC", knowledge: [] });
  return Math.max(0, Math.min(KNOWLEDGE_LIMITS.assistantCharacters, LONGEST_COMPILED_PROMPT - MARGIN - text.length));
}
