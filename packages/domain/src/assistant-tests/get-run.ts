import type { TestRun } from "@callflex/contracts/api/assistant-tests";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { readRun, toRun } from "./run-row.ts";

/**
 * A run of an assistant's tests with what it has found so far.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function getRun({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { assistantId: string; runId: string };
}): Promise<TestRun> {
  requirePermission(ctx.actor, "assistants.read");
  return toRun(await readRun(ctx, input));
}
