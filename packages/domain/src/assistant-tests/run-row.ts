import type { TestRun, TestRunSummary } from "@callflex/contracts/api/assistant-tests";
import { testResult, type TestResult, type TestRunState } from "@callflex/contracts/assistant-test";
import { Prisma } from "@callflex/db/prisma";
import { z } from "zod";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { exactTime, type KeysetRow } from "../keyset-page.ts";

/** A run as the database reads it. */
export interface RunRow extends KeysetRow {
  assistant_version: number;
  state: TestRunState;
  simulated: boolean;
  results: unknown;
  last_error: string | null;
  requested_by: string | null;
  created_at: Date;
  finished_at: Date | null;
}

/** Select list and source of {@link RunRow}. */
export const runRows = Prisma.sql`
  SELECT r.id, r.assistant_version, r.state, r.simulated, r.results, r.last_error, u.name AS requested_by, r.created_at,
         r.finished_at, ${exactTime(Prisma.sql`r.created_at`)} AS position
  FROM assistant_test_runs r LEFT JOIN users u ON u.id = r.requested_by`;

/** Results as they were kept; what can't be read any more is left out. */
export function resultsIn(kept: unknown): TestResult[] {
  return z
    .array(z.unknown())
    .catch([])
    .parse(kept)
    .flatMap((one) => testResult.safeParse(one).data ?? []);
}

/** A run as the list shows it. */
export function toRunSummary(row: RunRow): TestRunSummary {
  const results = resultsIn(row.results);
  return {
    id: row.id,
    assistantVersion: row.assistant_version,
    state: row.state,
    simulated: row.simulated,
    finishedTests: results.length,
    passedTests: results.filter(({ passed }) => passed).length,
    requestedBy: row.requested_by,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

/** A run with what it found. */
export function toRun(row: RunRow): TestRun {
  return {
    ...toRunSummary(row),
    results: resultsIn(row.results),
    lastError: row.state === "broken" ? row.last_error : null,
  };
}

/**
 * A run of one of the organization's assistants.
 *
 * @throws {DomainError} `not_found`
 */
export async function readRun(
  { tx, actor }: VerbContext,
  { assistantId, runId }: { assistantId: string; runId: string },
): Promise<RunRow> {
  const [row] = await tx.$queryRaw<RunRow[]>`
    ${runRows} WHERE r.organization_id = ${actor.organizationId}::uuid
      AND r.assistant_id = ${assistantId}::uuid AND r.id = ${runId}::uuid`;
  if (!row) throw new DomainError("not_found", "There is no such test run.");
  return row;
}
