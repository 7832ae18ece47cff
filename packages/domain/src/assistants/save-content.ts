import type { AssistantContent, AssistantFindings } from "@callflex/contracts/assistant";
import type { VerbContext } from "../context.ts";

/** A state of an assistant's content to be kept. */
export interface SavedContent {
  id: string;
  version: number;
  content: AssistantContent;
  /** What was found when it was to go live; null for a draft. */
  checks: AssistantFindings | null;
  /** The version that it brings back. */
  restoredFrom?: number;
}

/** The columns of the content. */
export function contentColumns(content: AssistantContent) {
  return {
    name: content.name,
    language: content.language,
    firstMessage: content.firstMessage,
    personality: content.personality,
    prompt: content.prompt,
    variables: content.variables,
    variableValues: content.variableValues as object,
    functions: content.functions,
    capabilities: content.capabilities,
    voice: content.voice,
  };
}

/** Adds a version to the history of an assistant. */
export async function addVersion({ tx, actor }: VerbContext, saved: SavedContent): Promise<void> {
  await tx.assistantVersion.createMany({
    data: {
      organizationId: actor.organizationId,
      assistantId: saved.id,
      version: saved.version,
      content: saved.content as object,
      restoredFrom: saved.restoredFrom ?? null,
      createdBy: actor.userId ?? null,
      apiKeyId: actor.apiKeyId ?? null,
      ...(saved.checks ? { checks: saved.checks as object } : {}),
    },
  });
}
