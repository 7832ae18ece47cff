import { withoutTemplates } from "@callflex/contracts/render-prompt";
import type { PrismaTx } from "@callflex/db/prisma";
import type { Tx } from "@callflex/db/transaction";

/** Something that an assistant answers from, as it stands in the prompt. */
export interface KnowledgeText {
  title: string;
  content: string;
}

function asPrompted({ title, content }: KnowledgeText): KnowledgeText {
  return { title: withoutTemplates(title), content: withoutTemplates(content) };
}

/**
 * What an assistant knows: its entries that have words, oldest first, so that the same rows give the same prompt. One that is read
 * again counts with the words that it had until it has others.
 */
export async function loadKnowledge(
  tx: Tx,
  { organizationId, assistantId }: { organizationId: string; assistantId: string },
): Promise<KnowledgeText[]> {
  const rows = await tx.rows<{ title: string; content: string }>(
    `SELECT title, content FROM knowledge_entries
     WHERE organization_id = $1 AND assistant_id = $2 AND content <> '' ORDER BY created_at, id`,
    [organizationId, assistantId],
  );
  return rows.map(asPrompted);
}

/** {@link loadKnowledge} in a Prisma transaction. */
export async function loadKnowledgePrisma(
  tx: PrismaTx,
  { organizationId, assistantId }: { organizationId: string; assistantId: string },
): Promise<KnowledgeText[]> {
  const rows = await tx.$queryRaw<KnowledgeText[]>`
    SELECT title, content FROM knowledge_entries
    WHERE organization_id = ${organizationId}::uuid AND assistant_id = ${assistantId}::uuid AND content <> ''
    ORDER BY created_at, id`;
  return rows.map(asPrompted);
}
