import type { TestExpectation } from "@callflex/contracts/assistant-test";
import type { Tx } from "@callflex/db/transaction";
import { readContent } from "../assistants/assistant-content.ts";
import { vapiAssistantConfig, type VapiAssistantConfig } from "../assistants/vapi-config.ts";
import { loadKnowledge } from "../knowledge/load-knowledge.ts";
import type { RunRef } from "./begin-run.ts";
import { findRoutes } from "./find-routes.ts";
import type { FoundRoute } from "./test-facts.ts";
import { scriptOf } from "./test-row.ts";

/** A test of a run with everything that it is carried out with. */
export interface LoadedTest {
  name: string;
  callerLines: string[];
  expectations: TestExpectation[];
  config: VapiAssistantConfig;
  /** By the place of the expectation. */
  routes: Map<number, FoundRoute>;
}

interface Row {
  name: string;
  caller_lines: unknown;
  expectations: unknown;
  content: Parameters<typeof readContent>[0];
  assistant_id: string;
  timezone: string;
}

/**
 * Loads a test of a run, with the assistant as it was when the run was asked for.
 *
 * @param now our clock; expectations about days and times mean the next such moment
 * @returns null when the run is over, or the test is gone
 */
export async function loadTest(
  tx: Tx,
  { organizationId, runId, testId }: RunRef & { testId: string },
  now: Date,
): Promise<LoadedTest | null> {
  const [row] = await tx.rows<Row>(
    `SELECT t.name, t.caller_lines, t.expectations, v.content, r.assistant_id, o.timezone
     FROM assistant_test_runs r
     JOIN organizations o ON o.id = r.organization_id
     JOIN assistant_versions v
       ON v.organization_id = r.organization_id AND v.assistant_id = r.assistant_id AND v.version = r.assistant_version
     JOIN assistant_tests t ON t.organization_id = r.organization_id AND t.assistant_id = r.assistant_id
     WHERE r.organization_id = $1 AND r.id = $2 AND r.state = 'running' AND t.id = $3`,
    [organizationId, runId, testId],
  );
  if (!row) return null;
  const { assistant_id: assistantId, timezone } = row;
  const script = scriptOf(row);
  const knowledge = await loadKnowledge(tx, { organizationId, assistantId });
  const content = readContent(row.content);
  return {
    name: row.name,
    ...script,
    config: vapiAssistantConfig({ id: assistantId, organizationId, timezone, content, knowledge }),
    routes: await findRoutes(tx, { organizationId, assistantId, expectations: script.expectations, now }),
  };
}
