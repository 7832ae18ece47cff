import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";

/** Where a call of the actor's organization lies. */
export interface CallPlace {
  id: string;
  startedAt: Date;
  /** Start with the database's microseconds: the partition key exactly. */
  startedAtExact: string;
  providerCallId: string;
}

/**
 * Finds a call of the actor's organization.
 *
 * @throws {DomainError} `not_found`, also for a call of another organization
 */
export async function findCall(ctx: VerbContext, callId: string): Promise<CallPlace> {
  const [ref] = await ctx.tx.$queryRaw<{ started_at: Date; exact: string; provider_call_id: string }[]>`
    SELECT started_at, to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS exact, provider_call_id
    FROM call_refs WHERE organization_id = ${ctx.actor.organizationId}::uuid AND call_id = ${callId}::uuid`;
  if (!ref) throw new DomainError("not_found", "There is no such call.");
  return { id: callId, startedAt: ref.started_at, startedAtExact: ref.exact, providerCallId: ref.provider_call_id };
}
