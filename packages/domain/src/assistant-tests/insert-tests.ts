import type { AssistantTestContent } from "@callflex/contracts/assistant-test";
import { newId } from "@callflex/db/ids";
import type { VerbContext } from "../context.ts";

/** Adds the rows of tests to an assistant. @returns their ids */
export async function insertTests(
  { tx, actor }: VerbContext,
  assistantId: string,
  tests: readonly AssistantTestContent[],
): Promise<string[]> {
  const rows = tests.map(({ name, callerLines, expectations }) => ({
    id: newId(),
    organizationId: actor.organizationId,
    assistantId,
    name,
    callerLines,
    expectations,
  }));
  await tx.assistantTest.createMany({ data: rows });
  return rows.map(({ id }) => id);
}
