import { KNOWLEDGE_LIMITS } from "@callflex/contracts/api/knowledge";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { countCharacters } from "./count-characters.ts";

/** A number as people write it, `12,000`. */
export function counted(number: number): string {
  return number.toLocaleString("en-US");
}

/**
 * Why an entry has no room among the others of its assistant, in words with what to do; null when it has.
 *
 * @param input.allowed characters that all may have together
 * @param input.used characters of the others
 * @param input.wanted characters of the entry with its title
 */
export function whyNoRoom({ allowed, used, wanted }: { allowed: number; used: number; wanted: number }): string | null {
  if (used + wanted <= allowed) return null;
  const isCrowded = allowed < KNOWLEDGE_LIMITS.assistantCharacters;
  const holds = isCrowded ? "beside its long instructions and answers it holds" : "it holds";
  const others = isCrowded ? ", its instructions or its answers" : "";
  return (
    `With this the assistant's knowledge would have ${counted(used + wanted)} characters; ${holds} ${counted(allowed)}. ` +
    `Shorten this entry${others}, or delete one that isn't needed.`
  );
}

/** What an assistant's knowledge takes up: how many entries, and the characters of those that have words. */
export async function measureKnowledge(
  { tx, actor }: VerbContext,
  assistantId: string,
  without: string | null = null,
): Promise<{ entries: number; used: number }> {
  const [row] = await tx.$queryRaw<{ entries: number; used: number }[]>`
    SELECT count(*)::integer AS entries,
           coalesce(sum(length(title) + length(content)) FILTER (WHERE content <> ''), 0)::integer AS used
    FROM knowledge_entries
    WHERE organization_id = ${actor.organizationId}::uuid AND assistant_id = ${assistantId}::uuid
      AND id IS DISTINCT FROM ${without}::uuid`;
  return row ?? { entries: 0, used: 0 };
}

/**
 * Lets a text take its place among the others.
 *
 * @throws {DomainError} `limit_reached`
 */
export function requireRoom(room: { allowed: number; used: number }, entry: { title: string; content: string }): void {
  const why = whyNoRoom({ ...room, wanted: countCharacters(entry.title + entry.content) });
  if (why) throw new DomainError("limit_reached", why);
}
