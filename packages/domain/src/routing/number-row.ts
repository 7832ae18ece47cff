import type { VerbContext } from "../context.ts";
import { DomainError } from "../errors.ts";
import { requireVersion } from "../require-version.ts";

/** What the settings of a number need to know of it. */
export interface NumberRow {
  id: string;
  e164: string;
  state: string;
  country: string;
  number_type: string;
  region: string | null;
  routing: unknown;
  disclosure: unknown;
  forwarding: unknown;
  assistant_id: string | null;
  version: number;
}

const NOT_FOUND = "There is no such number.";

/**
 * A number of the actor's organization.
 *
 * @throws {DomainError} `not_found`, also for a number of another organization
 */
export async function readNumber({ tx, actor }: VerbContext, id: string): Promise<NumberRow> {
  const [row] = await tx.$queryRaw<NumberRow[]>`
    SELECT id, e164, state, country, number_type, region, routing, disclosure, forwarding, assistant_id, version
    FROM phone_numbers WHERE organization_id = ${actor.organizationId}::uuid AND id = ${id}::uuid`;
  if (!row) throw new DomainError("not_found", NOT_FOUND);
  return row;
}

/**
 * The number, locked until the transaction ends, so that of two changes at once the second sees the first.
 *
 * @param input.versions versions that the caller has seen; null: whichever it is at
 * @throws {DomainError} `not_found`, `precondition_failed`; `conflict` for a number that was given back
 */
export async function lockNumber(
  ctx: VerbContext,
  { id, versions }: { id: string; versions: readonly number[] | null },
): Promise<NumberRow> {
  await ctx.tx.$queryRaw`
    SELECT 1 FROM phone_numbers WHERE organization_id = ${ctx.actor.organizationId}::uuid AND id = ${id}::uuid
    FOR NO KEY UPDATE`;
  const row = await readNumber(ctx, id);
  requireVersion(row, "this number", versions);
  if (row.state === "releasing" || row.state === "released")
    throw new DomainError("conflict", "This number was given back, so nothing can be set for it any more.");
  return row;
}

/**
 * Holds the organization's numbers until the transaction ends, so that a change of one of them isn't overwritten. Before the
 * assistant, as everywhere: a change of a number goes on to look at its assistant.
 */
export async function lockNumbers({ tx, actor }: VerbContext): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM phone_numbers WHERE organization_id = ${actor.organizationId}::uuid AND state <> 'released'
    ORDER BY id FOR NO KEY UPDATE`;
}
