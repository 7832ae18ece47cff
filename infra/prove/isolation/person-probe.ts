import { newId } from "@callflex/db/ids";
import type { Tx } from "@callflex/db/transaction";
import type { Context } from "../../../prisma/tools/tenant-probe.ts";
import type { World } from "./world.ts";

interface Probe {
  what: string;
  sql: string;
  params: unknown[];
}

const EVENT = `INSERT INTO outbox_events (id, provider, scope, event_key, type, organization_id, body)
               VALUES ($1::uuid, $2, $3, $1::text, 'probe', $4, '{}')`;
const DELIVERY = "INSERT INTO outbox_deliveries (event_id, organization_id) VALUES ($1, $2)";

/** Things that belong to a person rather than to an organization, and events that only providers may send. */
function probesOf(victim: World, theirs: World, victimEvent: string): Probe[] {
  const person = victim.people.owner.userId;
  const own = theirs.organizationId;
  return [
    { what: "a person's row", sql: "SELECT 1 FROM users WHERE id = $1", params: [person] },
    {
      what: "a person's own log",
      sql: "SELECT 1 FROM audit_log WHERE organization_id IS NULL AND actor_user_id = $1",
      params: [person],
    },
    { what: "an event as if of a provider", sql: EVENT, params: [newId(), "vapi", own, own] },
    { what: "an event in another scope", sql: EVENT, params: [newId(), "callflex", victim.organizationId, own] },
    { what: "an intent of its own", sql: EVENT, params: [newId(), "callflex", own, own] },
    { what: "a delivery of another's event", sql: DELIVERY, params: [victimEvent, own] },
  ];
}

async function outcome(tx: Tx, { sql, params }: Probe): Promise<string> {
  await tx.run("SAVEPOINT probe");
  try {
    return String(await tx.run(sql, params));
  } catch (error) {
    return String((error as { code?: string }).code);
  } finally {
    await tx.run("ROLLBACK TO SAVEPOINT probe");
  }
}

/**
 * What callflex_app gets at in a context, beyond the rows of tenants' tables.
 *
 * @param tx a transaction of an administrator; its role is callflex_app only while probing
 * @returns for each probe how many rows it saw or made, or the code of its refusal
 */
export async function reachableByPerson(
  tx: Tx,
  victim: World,
  theirs: World,
  context: Context,
): Promise<Record<string, string>> {
  const [event] = await tx.rows<{ id: string }>(
    "SELECT id FROM outbox_events WHERE organization_id = $1 AND provider <> 'callflex' LIMIT 1",
    [victim.organizationId],
  );
  await tx.run("SELECT set_config('app.user_id', $1, true), set_config('app.org_id', $2, true)", [
    context.userId ?? "",
    context.organizationId ?? "",
  ]);
  await tx.run("SET LOCAL ROLE callflex_app");
  const outcomes: Record<string, string> = {};
  for (const probe of probesOf(victim, theirs, event!.id)) outcomes[probe.what] = await outcome(tx, probe);
  await tx.run("RESET ROLE");
  return outcomes;
}

/** What a stranger may get at of these: an intent of its own organization and nothing else. */
export const STRANGERS_OUTCOMES: Readonly<Record<string, string>> = {
  "a person's row": "0",
  "a person's own log": "0",
  "an event as if of a provider": "42501",
  "an event in another scope": "42501",
  "an intent of its own": "1",
  "a delivery of another's event": "42501",
};
