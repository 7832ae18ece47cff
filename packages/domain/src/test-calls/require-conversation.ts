import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "../permissions/require-permission.ts";

/** Said of a conversation that is over. */
export const CONVERSATION_OVER = "This conversation has ended. Start another one to go on.";

/**
 * A conversation in the browser that runs, so that words can be added to it, or that it can be ended.
 *
 * @returns the provider's id of its call
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` for one that hasn't begun, is over, or is held by telephone
 */
export async function requireConversation({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string };
}): Promise<{ providerCallId: string }> {
  requirePermission(ctx.actor, "assistants.update");
  const [row] = await ctx.tx.$queryRaw<{ kind: string; state: string; provider_call_id: string | null }[]>`
    SELECT kind, state, provider_call_id FROM test_calls
    WHERE organization_id = ${ctx.actor.organizationId}::uuid AND id = ${input.id}::uuid`;
  if (!row) throw new DomainError("not_found", "There is no such test call.");
  if (row.kind !== "web") throw new DomainError("conflict", "This call is held by telephone.");
  if (row.state === "ended" || row.state === "failed") throw new DomainError("conflict", CONVERSATION_OVER);
  if (!row.provider_call_id)
    throw new DomainError("conflict", "The conversation is being set up. Try again in a moment.");
  return { providerCallId: row.provider_call_id };
}
