import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { findCall } from "./find-call.ts";

/**
 * Where the call's recording can be fetched from.
 *
 * @returns the provider's id of the call
 * @throws {DomainError} `forbidden`; `not_found` also when nothing was recorded
 */
export async function getRecording({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string };
}): Promise<{ providerCallId: string }> {
  requirePermission(ctx.actor, "calls.listen");
  const call = await findCall(ctx, input.id);
  const [row] = await ctx.tx.$queryRaw<{ state: string }[]>`
    SELECT state FROM call_recordings
    WHERE organization_id = ${ctx.actor.organizationId}::uuid AND call_id = ${call.id}::uuid
      AND started_at = ${call.startedAtExact}::timestamptz`;
  if (row?.state !== "available") throw new DomainError("not_found", "This call has no recording.");
  return { providerCallId: call.providerCallId };
}
