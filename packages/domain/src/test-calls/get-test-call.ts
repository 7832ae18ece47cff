import type { TestCall } from "@callflex/contracts/api/test-calls";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { testCallColumns, testCallFrom, toTestCall, type TestCallRow } from "./test-call-row.ts";

/**
 * A test call of the actor's organization.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function getTestCall({ ctx, input }: { ctx: VerbContext; input: { id: string } }): Promise<TestCall> {
  requirePermission(ctx.actor, "assistants.read");
  const [row] = await ctx.tx.$queryRaw<TestCallRow[]>`
    SELECT ${testCallColumns} FROM ${testCallFrom}
    WHERE t.organization_id = ${ctx.actor.organizationId}::uuid AND t.id = ${input.id}::uuid`;
  if (!row) throw new DomainError("not_found", "There is no such test call.");
  return toTestCall(row, ctx.actor);
}
