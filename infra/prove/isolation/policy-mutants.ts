import { transaction, type Tx } from "@callflex/db/transaction";
import { reachableRows, type Context } from "../../../prisma/tools/tenant-probe.ts";
import type { Grounds } from "./matrix.ts";
import { reachableByPerson } from "./person-probe.ts";
import { undone } from "./second-wall.ts";
import type { World } from "./world.ts";

interface Policy {
  table: string;
  name: string;
  cmd: string;
  using: string | null;
  check: string | null;
}

/** The wall as it is built: what the API's role may do on whose rows. */
function policiesOfApp(tx: Tx): Promise<Policy[]> {
  return tx.rows<Policy>(
    `SELECT tablename AS table, policyname AS name, cmd, qual AS using, with_check AS check FROM pg_policies
     WHERE schemaname = 'public' AND (roles && ARRAY['callflex_app', 'public']::name[]) ORDER BY 1, 2`,
  );
}

/** A wall with one change, and how the run should notice. */
interface Mutant {
  table: string;
  name: string;
  sql: string;
}

function mutantsOf({ table, name, using, check }: Policy): Mutant[] {
  const opened = [using && "USING (true)", check && "WITH CHECK (true)"].filter(Boolean).join(" ");
  return [
    { table, name: `${table}: ${name} opened`, sql: `ALTER POLICY ${name} ON ${table} ${opened}` },
    { table, name: `${table}: ${name} dropped`, sql: `DROP POLICY ${name} ON ${table}` },
  ];
}

/** What the API's role reaches of a world's rows in a table, by those who may and those who may not. */
async function reach(tx: Tx, table: string, victim: World, theirs: World): Promise<string> {
  const { userId } = theirs.people.owner;
  const { organizationId } = victim;
  const contexts: Context[] = [
    {},
    { userId, organizationId: theirs.organizationId },
    { userId, organizationId },
    { userId: victim.people.owner.userId, organizationId },
  ];
  const seen: unknown[] = [];
  for (const context of contexts) {
    seen.push(await reachableRows(tx, organizationId, theirs.organizationId, context, [table]));
    seen.push(await reachableByPerson(tx, victim, theirs, context));
  }
  return JSON.stringify(seen);
}

/** Changed copies of the wall, and those of them that the probes didn't notice. */
export interface MutantTally {
  mutants: number;
  survivors: string[];
}

/** Opens and drops each policy of the API's role in turn and looks whether the probes see another wall. */
export async function tryPolicyMutants({ admin, other }: Grounds, victim: World): Promise<MutantTally> {
  const mutants = (await transaction(admin, policiesOfApp)).flatMap(mutantsOf);
  const survivors: string[] = [];
  const whole: Record<string, string> = {};
  for (const { table, name, sql } of mutants) {
    whole[table] ??= await undone(admin, (tx) => reach(tx, table, victim, other));
    const seen = await undone(admin, async (tx) => {
      await tx.run(sql);
      return reach(tx, table, victim, other);
    });
    if (seen === whole[table]) survivors.push(name);
  }
  return { mutants: mutants.length, survivors };
}
