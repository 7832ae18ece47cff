import type { AssistantDetail } from "@callflex/contracts/api/assistants";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { requireVersion } from "../require-version.ts";
import { readContent } from "./assistant-content.ts";
import { lockAssistant } from "./assistant-row.ts";
import { saveAssistant } from "./update-assistant.ts";
import { readVersion } from "./version-row.ts";

/**
 * Brings a saved state back: it becomes the newest version, and what was there stays in the history.
 *
 * @param input.versions versions that the caller has seen; null: whichever it is at
 * @throws {DomainError} `forbidden`, `not_found`, `precondition_failed`; `invalid` when it can't be live as it was then
 */
export async function restoreVersion({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string; version: number; versions: readonly number[] | null };
}): Promise<AssistantDetail> {
  requirePermission(ctx.actor, "assistants.update");
  const row = await lockAssistant(ctx.tx, { organizationId: ctx.actor.organizationId, id: input.id });
  requireVersion(row, "this assistant", input.versions);
  const { content } = await readVersion(ctx, input);
  return saveAssistant(ctx, row, { content: readContent(content), restoredFrom: input.version });
}
