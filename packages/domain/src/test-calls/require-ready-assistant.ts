import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";

/**
 * Makes sure that an assistant can be talked to.
 *
 * @throws {DomainError} `not_found`; `conflict` for one that is a draft, paused, or not set up yet
 */
export async function requireReadyAssistant({ tx, actor }: VerbContext, id: string): Promise<void> {
  const [assistant] = await tx.$queryRaw<{ name: string; status: string; vapi_assistant_id: string | null }[]>`
    SELECT name, status, vapi_assistant_id FROM assistants
    WHERE organization_id = ${actor.organizationId}::uuid AND id = ${id}::uuid AND deleted_at IS NULL`;
  if (!assistant) throw new DomainError("not_found", "There is no such assistant.");
  const { name, status } = assistant;
  if (status === "draft") throw new DomainError("conflict", `${name} is a draft. Publish it, then test it.`);
  if (status !== "active") throw new DomainError("conflict", `${name} is paused. Switch it on, then test it.`);
  if (!assistant.vapi_assistant_id)
    throw new DomainError("conflict", `${name} is still being set up. Try again in a moment.`);
}
