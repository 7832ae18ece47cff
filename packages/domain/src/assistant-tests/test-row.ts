import type { AssistantTest } from "@callflex/contracts/api/assistant-tests";
import { testExpectation, type TestExpectation } from "@callflex/contracts/assistant-test";
import { Prisma } from "@callflex/db/prisma";
import { z } from "zod";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { exactTime, type KeysetRow } from "../keyset-page.ts";

/** A test as the database reads it. */
export interface TestRow extends KeysetRow {
  name: string;
  caller_lines: unknown;
  expectations: unknown;
  version: number;
  created_at: Date;
  updated_at: Date;
}

/** Select list and source of {@link TestRow}. */
export const testRows = Prisma.sql`
  SELECT t.id, t.name, t.caller_lines, t.expectations, t.version, t.created_at, t.updated_at, ${exactTime(Prisma.sql`t.created_at`)} AS position
  FROM assistant_tests t`;

/** The lines of a row, and its expectations; ones of a kind that isn't known any more are left out. */
export function scriptOf(row: { caller_lines: unknown; expectations: unknown }): {
  callerLines: string[];
  expectations: TestExpectation[];
} {
  const kept = z.array(z.unknown()).catch([]).parse(row.expectations);
  return {
    callerLines: z.array(z.string()).catch([]).parse(row.caller_lines),
    expectations: kept.flatMap((one) => testExpectation.safeParse(one).data ?? []),
  };
}

/** A test as the API shows it. */
export function toAssistantTest(row: TestRow): AssistantTest {
  return {
    id: row.id,
    name: row.name,
    ...scriptOf(row),
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

/** Which test of which assistant. */
export interface TestRef {
  assistantId: string;
  testId: string;
}

/**
 * A test of one of the organization's assistants.
 *
 * @throws {DomainError} `not_found`
 */
export async function readTest({ tx, actor }: VerbContext, { assistantId, testId }: TestRef): Promise<TestRow> {
  const [row] = await tx.$queryRaw<TestRow[]>`
    ${testRows} WHERE t.organization_id = ${actor.organizationId}::uuid
      AND t.assistant_id = ${assistantId}::uuid AND t.id = ${testId}::uuid`;
  if (!row) throw new DomainError("not_found", "There is no such test.");
  return row;
}

/**
 * Makes sure that the organization has an assistant.
 *
 * @throws {DomainError} `not_found`
 */
export async function requireAssistant({ tx, actor }: VerbContext, assistantId: string): Promise<{ version: number }> {
  const row = await tx.assistant.findFirst({
    where: { organizationId: actor.organizationId, id: assistantId, deletedAt: null },
    select: { version: true },
  });
  if (!row) throw new DomainError("not_found", "There is no such assistant.");
  return row;
}
