import { Prisma } from "@callflex/db/prisma";
import { recordAudit } from "../audit/record-audit.ts";
import type { VerbContext } from "../context.ts";
import { requirePermission } from "../permissions/require-permission.ts";
import { exportParts, type ExportPart } from "./export-parts.ts";
import { readOrganization } from "./organization-row.ts";

/** Rows that are read at once; a call brings its transcript along. */
const BATCH = 200;

interface Row {
  data: string;
  key: string[];
}

/** Rows of a part behind `after`. Postgres writes the JSON: large numbers and microseconds stay exact. */
function readBatch({ tx, actor }: VerbContext, part: ExportPart, after: string[] | null): Promise<Row[]> {
  const columns = part.key.map(({ column }) => column).join(", ");
  const texts = part.key.map(({ column }) => `${column}::text`).join(", ");
  const behind = after
    ? Prisma.sql`AND (${Prisma.raw(columns)}) > (${Prisma.join(
        part.key.map(({ type }, index) => Prisma.sql`${after[index]}::text::${Prisma.raw(type)}`),
      )})`
    : Prisma.empty;
  return tx.$queryRaw`
    SELECT (SELECT to_json(fields) FROM (SELECT ${Prisma.raw(part.columns)}) fields)::text AS data, ARRAY[${Prisma.raw(texts)}] AS key
    FROM ${Prisma.raw(part.from)}
    WHERE r.organization_id = ${actor.organizationId}::uuid ${behind}
    ORDER BY ${Prisma.raw(columns)}
    LIMIT ${BATCH}`;
}

/**
 * Notes that the organization is exported, and what the file is called.
 *
 * @returns the name of the file
 * @throws {DomainError} `forbidden`
 */
export async function beginExport({ ctx }: { ctx: VerbContext }): Promise<{ fileName: string }> {
  requirePermission(ctx.actor, "organization.export");
  const { id, slug } = await readOrganization(ctx.tx, ctx.actor.organizationId);
  await recordAudit(ctx, { action: "organization.exported", entityType: "organization", entityId: id });
  return { fileName: `callflex-${slug}-${new Date().toISOString().slice(0, 10)}.ndjson` };
}

/**
 * Everything that an organization has here, a JSON record a line: `{ "type", "data" }`, at last `{ "type": "end", "data":
 * { "records" } }`, by which a whole file is told from one that broke off. It is read in batches of short transactions, so
 * that an export of hours holds nothing; what changes meanwhile is in it or not.
 *
 * @param signal ends it before the next batch: nobody reads any more
 * @param inTransaction opens a transaction for the actor and finds out anew each time whether they still belong to it
 * @throws {DomainError} `forbidden`, `not_found` as soon as the actor may not export any more
 */
export async function* exportOrganization(
  signal: AbortSignal,
  inTransaction: <T>(work: (ctx: VerbContext) => Promise<T>) => Promise<T>,
): AsyncGenerator<string, void, undefined> {
  let records = 0;
  for (const part of exportParts) {
    let after: string[] | null = null;
    let rows: Row[];
    do {
      if (signal.aborted) return;
      const behind: string[] | null = after;
      rows = await inTransaction((ctx) => {
        requirePermission(ctx.actor, "organization.export");
        return readBatch(ctx, part, behind);
      });
      records += rows.length;
      after = rows.at(-1)?.key ?? null;
      if (rows.length > 0) yield rows.map((row) => `{"type":"${part.type}","data":${row.data}}\n`).join("");
    } while (rows.length === BATCH);
  }
  yield `{"type":"end","data":{"records":${records}}}\n`;
}
