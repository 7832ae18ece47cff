import type { AssistantContent } from "@callflex/contracts/assistant";
import type { Tx } from "@callflex/db/transaction";
import { readContent } from "./assistant-content.ts";

/** The columns of the content of assistants `a`, by the names of its parts. */
export const CONTENT_OF_A = `a.name, a.language, a.first_message AS "firstMessage", a.personality, a.prompt, a.variables,
            a.variable_values AS "variableValues", a.functions, a.capabilities, a.voice`;

/** What an assistant is made of, as it is saved. @throws {Error} there is no such assistant */
export async function loadContent(
  tx: Tx,
  { organizationId, assistantId }: { organizationId: string; assistantId: string },
): Promise<AssistantContent> {
  const [row] = await tx.rows<Parameters<typeof readContent>[0]>(
    `SELECT ${CONTENT_OF_A} FROM assistants a WHERE a.organization_id = $1 AND a.id = $2`,
    [organizationId, assistantId],
  );
  if (!row) throw new Error(`there is no assistant ${assistantId}`);
  return readContent(row);
}
