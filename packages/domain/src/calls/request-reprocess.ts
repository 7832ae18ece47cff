import { workflowId } from "@callflex/contracts/workflow";
import { newId } from "@callflex/db/ids";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { enqueueIntentPrisma } from "../outbox/enqueue-prisma.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { findCall } from "./find-call.ts";

/**
 * Asks for a call's processing to be run again. What was already sent or billed is not sent or billed again.
 *
 * @returns the id of the workflow that will run
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` while the call has not ended
 */
export async function requestReprocess({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string };
}): Promise<{ workflowId: string }> {
  requirePermission(ctx.actor, "calls.reprocess");
  const { organizationId, userId } = ctx.actor;
  const call = await findCall(ctx, input.id);
  const [row] = await ctx.tx.$queryRaw<{ status: string }[]>`
    SELECT status FROM calls
    WHERE organization_id = ${organizationId}::uuid AND id = ${call.id}::uuid AND started_at = ${call.startedAtExact}::timestamptz`;
  if (!row) throw new DomainError("not_found", "This call is not kept any more.");
  if (row.status !== "ended")
    throw new DomainError("conflict", "This call is still running. Try again when it has ended.");

  const eventId = await enqueueIntentPrisma(ctx.tx, {
    type: "call.reprocess",
    organizationId,
    eventKey: `call.reprocess/${call.id}/${newId()}`,
    body: { callId: call.id, requestedBy: userId ?? null },
  });
  if (!eventId) throw new Error("a new intent was taken for a repeat");
  await recordAudit(ctx, { action: "call.reprocess_requested", entityType: "call", entityId: call.id });
  return { workflowId: workflowId.callEndRerun(call.id, eventId) };
}
