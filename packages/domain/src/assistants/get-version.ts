import type { AssistantVersion } from "@callflex/contracts/api/assistants";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { readAssistant } from "./assistant-row.ts";
import { readVersion, toVersion } from "./version-row.ts";

/**
 * A saved state of an assistant with its content.
 *
 * @throws {DomainError} `forbidden`, `not_found`
 */
export async function getVersion({
  ctx,
  input,
}: {
  ctx: VerbContext;
  input: { id: string; version: number };
}): Promise<AssistantVersion> {
  requirePermission(ctx.actor, "assistants.read");
  await readAssistant(ctx.tx, { organizationId: ctx.actor.organizationId, id: input.id });
  return toVersion(await readVersion(ctx, input));
}
