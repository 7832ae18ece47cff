import type { AssistantDetail } from "@callflex/contracts/api/assistants";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { acceptDrift } from "./accept-drift.ts";
import { announceAssistant } from "./announce-assistant.ts";
import { lockAssistant, readAssistant, toAssistantDetail } from "./assistant-row.ts";
import { requestSync } from "./request-sync.ts";

/**
 * Brings an assistant to the telephone once more, also over what was changed there if that was shown before.
 *
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` for a draft
 */
export async function syncAssistant({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string };
}): Promise<AssistantDetail> {
  requirePermission(ctx.actor, "assistants.update");
  const key = { organizationId: ctx.actor.organizationId, id: input.id };
  const row = await lockAssistant(ctx.tx, key);
  if (row.status === "draft")
    throw new DomainError("conflict", "A draft isn't on the telephone yet. Activate it first.");
  const assistant = { organizationId: key.organizationId, assistantId: row.id };
  await acceptDrift(ctx.tx, assistant);
  await requestSync(ctx.tx, assistant);
  await recordAudit(ctx, {
    action: "assistant.sync_requested",
    entityType: "assistant",
    entityId: row.id,
    after: { version: row.version },
  });
  await announceAssistant(ctx, row.id);
  return toAssistantDetail(await readAssistant(ctx.tx, key));
}
