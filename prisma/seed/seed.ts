import { newId } from "@callflex/db/ids";
import { createPool } from "@callflex/db/pool";
import { transaction, type Tx } from "@callflex/db/transaction";
import { industries, plans } from "./reference-data.ts";
import { allTemplates } from "./templates/all-templates.ts";

type Row = Record<string, unknown>;

/** Brings rows to the given state: adds the missing, changes the different, leaves the equal untouched. */
async function upsert(tx: Tx, table: string, key: string, rows: readonly Row[]): Promise<number> {
  let changed = 0;
  for (const row of rows) {
    const columns = Object.keys(row);
    const own = columns.filter((column) => column !== key && column !== "id");
    changed += await tx.run(
      `INSERT INTO ${table} AS t (${columns.join(", ")}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(", ")})
       ON CONFLICT (${key}) DO UPDATE SET ${own.map((column) => `${column} = EXCLUDED.${column}`).join(", ")}
       WHERE (${own.map((column) => `t.${column}`).join(", ")}) IS DISTINCT FROM (${own.map((column) => `EXCLUDED.${column}`).join(", ")})`,
      Object.values(row),
    );
  }
  return changed;
}

function templateRows(): Row[] {
  return allTemplates.map((template) => ({
    id: newId(),
    slug: template.slug,
    industry_slug: template.industrySlug,
    name: template.name,
    description: template.description,
    prompt: template.prompt,
    first_message: template.firstMessage,
    variables: JSON.stringify(template.variables),
    functions: JSON.stringify(template.functions),
    voice: JSON.stringify(template.voice),
    sample_conversation: JSON.stringify(template.sampleConversation),
  }));
}

/**
 * Writes the reference data: industries, plans and templates. Safe to repeat and in production: it changes only what
 * differs, removes nothing, and touches no customer's row.
 *
 * @param url connection string of the role `callflex_migrate`
 * @returns how many rows were added or changed
 */
export async function seed(url: string): Promise<number> {
  const pool = createPool(url, { name: "seed", max: 1 });
  try {
    return await transaction(pool, async (tx) => {
      const inOrder = (row: Row, position: number) => ({ ...row, position });
      const counts = [
        await upsert(tx, "industries", "slug", industries.map(inOrder)),
        await upsert(tx, "plans", "key", plans.map(inOrder)),
        await upsert(tx, "templates", "slug", templateRows()),
      ];
      return counts.reduce((sum, count) => sum + count, 0);
    });
  } finally {
    await pool.end();
  }
}
