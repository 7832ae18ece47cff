import type { NumberForwardingState } from "@callflex/contracts/api/number-forwarding";
import type { NumberForwarding } from "@callflex/contracts/forwarding";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import type { NumberRow } from "../routing/number-row.ts";
import { readForwarding } from "./read-forwarding.ts";

/** Writes a number's forwarding, with an entry in the audit log, in the transaction that locked the number. */
export async function storeForwarding(
  ctx: VerbContext,
  number: NumberRow,
  change: { action: string; forwarding: NumberForwarding | null },
): Promise<NumberForwardingState> {
  const { forwarding } = change;
  await ctx.tx.$executeRaw`
    UPDATE phone_numbers SET forwarding = ${JSON.stringify(forwarding ?? {})}::jsonb, version = version + 1
    WHERE organization_id = ${ctx.actor.organizationId}::uuid AND id = ${number.id}::uuid`;
  await recordAudit(ctx, {
    action: change.action,
    entityType: "phone_number",
    entityId: number.id,
    before: { forwarding: readForwarding(number.forwarding) },
    after: { forwarding },
  });
  return { forwarding, version: number.version + 1 };
}
