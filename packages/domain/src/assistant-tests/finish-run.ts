import type { TestResult } from "@callflex/contracts/assistant-test";
import type { Tx } from "@callflex/db/transaction";
import { emitLiveEvent } from "../live/emit-live-event.ts";
import type { RunRef } from "./begin-run.ts";

async function tell(tx: Tx, organizationId: string, rows: { assistant_id: string }[]): Promise<void> {
  for (const { assistant_id: assistantId } of rows) {
    await emitLiveEvent(tx, { organizationId, type: "assistant_changed", assistantId });
  }
}

/** Keeps what a test of a run has found, in place of what an earlier try of it found. */
export async function keepResult(tx: Tx, { organizationId, runId }: RunRef, result: TestResult): Promise<void> {
  const rows = await tx.rows<{ assistant_id: string }>(
    `UPDATE assistant_test_runs r
     SET results = (SELECT coalesce(jsonb_agg(kept ORDER BY place), '[]')
                    FROM jsonb_array_elements(r.results) WITH ORDINALITY AS a (kept, place)
                    WHERE kept ->> 'testId' <> $3) || jsonb_build_array($4::jsonb)
     WHERE organization_id = $1 AND id = $2 AND state = 'running'
     RETURNING assistant_id`,
    [organizationId, runId, result.testId, JSON.stringify(result)],
  );
  await tell(tx, organizationId, rows);
}

const NOTHING_RUN = "The tests were deleted before they could be run. Add one, then run them again.";

/** Ends a run by what its tests found; one in which no test was run is `broken`. */
export async function finishRun(
  tx: Tx,
  { organizationId, runId }: RunRef,
): Promise<"passed" | "failed" | "broken" | "gone"> {
  const rows = await tx.rows<{ assistant_id: string; state: "passed" | "failed" | "broken" }>(
    `UPDATE assistant_test_runs
     SET state = CASE WHEN results = '[]' THEN 'broken'
                      WHEN EXISTS (SELECT FROM jsonb_array_elements(results) AS result WHERE NOT (result ->> 'passed')::boolean)
                      THEN 'failed' ELSE 'passed' END,
         last_error = CASE WHEN results = '[]' THEN $3 END, finished_at = now()
     WHERE organization_id = $1 AND id = $2 AND state = 'running'
     RETURNING assistant_id, state`,
    [organizationId, runId, NOTHING_RUN],
  );
  await tell(tx, organizationId, rows);
  return rows[0]?.state ?? "gone";
}

/** Notes why a run can't go on at the moment, in the customer's words. */
export async function noteRunFault(tx: Tx, { organizationId, runId }: RunRef, reason: string): Promise<void> {
  await tx.run(
    "UPDATE assistant_test_runs SET last_error = $3 WHERE organization_id = $1 AND id = $2 AND state = 'running'",
    [organizationId, runId, reason],
  );
}

const FAULT = "The tests could not be carried through because of a fault of ours. Run them again.";

/** Ends a run that can't be carried through; the reason is the one that was noted last. */
export async function breakRun(tx: Tx, { organizationId, runId }: RunRef): Promise<void> {
  const rows = await tx.rows<{ assistant_id: string }>(
    `UPDATE assistant_test_runs SET state = 'broken', last_error = coalesce(last_error, $3), finished_at = now()
     WHERE organization_id = $1 AND id = $2 AND state = 'running'
     RETURNING assistant_id`,
    [organizationId, runId, FAULT],
  );
  await tell(tx, organizationId, rows);
}
