import type { AssistantDetail } from "@callflex/contracts/api/assistants";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { readAssistant, toAssistantDetail } from "./assistant-row.ts";

/**
 * An assistant with all that its page shows.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function getAssistant({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string };
}): Promise<AssistantDetail> {
  requirePermission(ctx.actor, "assistants.read");
  return toAssistantDetail(await readAssistant(ctx.tx, { organizationId: ctx.actor.organizationId, id: input.id }));
}
