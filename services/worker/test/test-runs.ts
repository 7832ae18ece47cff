import type { AssistantContent } from "@callflex/contracts/assistant";
import type { AssistantTestContent } from "@callflex/contracts/assistant-test";
import { newId } from "@callflex/db/ids";
import type { Pool } from "@callflex/db/pool";
import { makeAssistant } from "@callflex/testing/factories";

/** What the assistants of these runs are made of. */
export const testedContent: AssistantContent = {
  name: "Front desk",
  language: "en",
  firstMessage: "Thank you for calling {{companyName}}.",
  personality: "",
  prompt: "You answer the phone of {{companyName}}.",
  variables: [{ key: "companyName", label: "Company", required: true, type: "text" }],
  variableValues: { companyName: "Hill Plumbing" },
  functions: [
    { type: "takeMessage", when: "Take a message for the team." },
    { type: "transferCall", when: "Put the caller through to a person." },
  ],
  capabilities: { transferDestinations: [], messageFields: [], callbackHours: null },
  voice: { provider: "vapi", voiceId: "Paige", label: "Paige" },
};

/**
 * Adds an assistant with tests and a run of them that waits to be carried out.
 *
 * @param given.numberId a number that the assistant then answers
 * @returns the run's id
 */
export async function addTestRun(
  db: Pool,
  given: { organizationId: string; tests: readonly AssistantTestContent[]; numberId?: string },
): Promise<string> {
  const { organizationId, tests, numberId } = given;
  const { id: assistantId } = await makeAssistant(db, { organizationId });
  await db.query(
    "INSERT INTO assistant_versions (organization_id, assistant_id, version, content) VALUES ($1, $2, 1, $3)",
    [organizationId, assistantId, JSON.stringify(testedContent)],
  );
  for (const { name, callerLines, expectations } of tests) {
    await db.query(
      `INSERT INTO assistant_tests (id, organization_id, assistant_id, name, caller_lines, expectations)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [newId(), organizationId, assistantId, name, JSON.stringify(callerLines), JSON.stringify(expectations)],
    );
  }
  if (numberId) await db.query("UPDATE phone_numbers SET assistant_id = $2 WHERE id = $1", [numberId, assistantId]);
  const runId = newId();
  await db.query(
    `INSERT INTO assistant_test_runs (id, organization_id, assistant_id, assistant_version, simulated)
     VALUES ($1, $2, $3, 1, true)`,
    [runId, organizationId, assistantId],
  );
  return runId;
}
