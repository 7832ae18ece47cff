import type { CallEvents } from "@callflex/contracts/api/calls";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { findCall } from "./find-call.ts";

interface EventRow {
  id: string;
  provider: "vapi" | "twilio";
  type: string;
  received_at: Date;
  state: CallEvents["data"][number]["state"];
  attempts: number | null;
  last_error: string | null;
}

/**
 * What reached us about the call, oldest first, without the bodies.
 *
 * @throws {DomainError} `forbidden` for everybody but the operator's staff, `not_found`
 */
export async function listCallEvents({ ctx, input }: { ctx: VerbContext; input: { id: string } }): Promise<CallEvents> {
  requirePermission(ctx.actor, "calls.read");
  const call = await findCall(ctx, input.id);
  if (!ctx.actor.isStaff) throw new DomainError("forbidden", "Only the operator's staff sees the events of a call.");
  const rows = await ctx.tx.$queryRaw<EventRow[]>`SELECT * FROM call_outbox_events(${call.id}::uuid)`;
  return {
    data: rows.map((row) => ({
      id: row.id,
      provider: row.provider,
      type: row.type,
      receivedAt: row.received_at.toISOString(),
      state: row.state,
      attempts: row.attempts,
      lastError: row.last_error,
    })),
  };
}
