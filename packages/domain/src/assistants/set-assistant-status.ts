import type { AssistantDetail, AssistantStatusRequest } from "@callflex/contracts/api/assistants";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { lockOrganization } from "../organizations/organization-row.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { announceAssistant } from "./announce-assistant.ts";
import { contentOf, lockAssistant, readAssistant, toAssistantDetail } from "./assistant-row.ts";
import { readExaminedFacts, requirePublishable } from "./examine-content.ts";
import { requestSync } from "./request-sync.ts";
import { requireRoom } from "./require-room.ts";

/**
 * Lets an assistant take calls, or pauses it; a draft goes live for the first time. Paused, it keeps its numbers, and their
 * routing decides who takes the calls.
 *
 * @throws {DomainError} `forbidden`, `not_found`; `conflict` for a draft that is to be paused; `limit_reached`; `invalid` with
 *   what keeps it from going live
 */
export async function setAssistantStatus({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string } & AssistantStatusRequest;
}): Promise<AssistantDetail> {
  requirePermission(ctx.actor, "assistants.update");
  const { organizationId } = ctx.actor;
  const key = { organizationId, id: input.id };
  // Before the assistant, as everywhere: changes of the organization go on to its assistants.
  await lockOrganization(ctx.tx, organizationId);
  const row = await lockAssistant(ctx.tx, key);
  if (row.status === input.status) return toAssistantDetail(row);
  if (row.status === "draft" && input.status === "paused") {
    throw new DomainError("conflict", "A draft takes no calls yet, so it can't be paused. Activate it first.");
  }
  if (row.status === "draft") await requireRoom(ctx);
  const facts = await readExaminedFacts(ctx.tx, { organizationId, assistantId: row.id });
  const checks = input.status === "active" ? requirePublishable(contentOf(row), facts, "/content") : null;

  await ctx.tx.assistant.updateMany({ where: key, data: { status: input.status } });
  if (checks) {
    await ctx.tx.$executeRaw`
      UPDATE assistant_versions SET checks = ${JSON.stringify(checks)}::jsonb
      WHERE organization_id = ${organizationId}::uuid AND assistant_id = ${row.id}::uuid AND version = ${row.version}`;
  }
  await recordAudit(ctx, {
    action: "assistant.status_changed",
    entityType: "assistant",
    entityId: row.id,
    before: { status: row.status },
    after: {
      status: input.status,
      ...(checks ? { warnings: checks.warnings.map(({ message }) => message) } : {}),
    },
  });
  if (input.status === "active") await requestSync(ctx.tx, { organizationId, assistantId: row.id });
  await announceAssistant(ctx, row.id);
  return toAssistantDetail(await readAssistant(ctx.tx, key));
}
