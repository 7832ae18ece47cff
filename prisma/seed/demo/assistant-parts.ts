import type { OfferedActionType } from "@callflex/contracts/call-actions";
import { newId } from "@callflex/db/ids";
import type { Tx } from "@callflex/db/transaction";
import { suggestTests } from "@callflex/domain/assistant-tests/suggest-tests";
import { knowledge } from "./business.ts";

interface Row {
  first_message: string;
  functions: { type: OfferedActionType }[];
  variable_values: Record<string, unknown>;
}

/** Gives the demo's assistant, which is new, what it knows, and the tests that a new assistant begins with. */
export async function addAssistantParts(tx: Tx, organizationId: string, assistantId: string): Promise<void> {
  for (const { title, content } of knowledge) {
    await tx.run(
      `INSERT INTO knowledge_entries (id, organization_id, assistant_id, kind, title, content, created_at)
       VALUES ($1, $2, $3, 'text', $4, $5, clock_timestamp())`,
      [newId(), organizationId, assistantId, title, content],
    );
  }
  const [row] = await tx.rows<Row>("SELECT first_message, functions, variable_values FROM assistants WHERE id = $1", [
    assistantId,
  ]);
  if (!row) throw new Error("The demo's assistant is missing");
  const { first_message: firstMessage, functions, variable_values: variableValues } = row;
  for (const { name, callerLines, expectations } of suggestTests({ firstMessage, functions, variableValues })) {
    await tx.run(
      `INSERT INTO assistant_tests (id, organization_id, assistant_id, name, caller_lines, expectations, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp())`,
      [newId(), organizationId, assistantId, name, JSON.stringify(callerLines), JSON.stringify(expectations)],
    );
  }
}
