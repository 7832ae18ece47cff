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
 * @param input.used characters of the others
 * @param input.wanted characters of the entry with its title
 */
export function whyNoRoom({ used, wanted }: { used: number; wanted: number }): string | null {
  const { assistantCharacters: allowed } = KNOWLEDGE_LIMITS;
  if (used + wanted <= allowed) return null;
  return (
    `With this the assistant's knowledge would have ${counted(used + wanted)} characters; it holds ${counted(allowed)}. ` +
    "Shorten this entry, or delete one that isn't needed."
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
export function requireRoom(used: number, entry: { title: string; content: string }): void {
  const why = whyNoRoom({ used, wanted: countCharacters(entry.title + entry.content) });
  if (why) throw new DomainError("limit_reached", why);
}
