import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseFault } from "@callflex/db/errors";
import { newId } from "@callflex/db/ids";
import { createPool, type Pool } from "@callflex/db/pool";
import { createPrisma, withActor, type PrismaClient } from "@callflex/db/prisma";
import { transaction, type Tx } from "@callflex/db/transaction";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { insertFullTenant, type FullTenant } from "./test/full-tenant.ts";
import {
  grantsOnSecrets,
  looseDefiners,
  openPartitions,
  plainReferences,
  staleUpdatedAt,
  tablesClosedToTheirOwner,
  tablesLeftByDeletion,
  tenantTables,
  unprotectedTables,
} from "./tools/isolation-checks.ts";
import { reachableRows } from "./tools/tenant-probe.ts";

let database: TestDatabase;
let admin: Pool;
let app: PrismaClient;
let victim: FullTenant;
let attacker: FullTenant;
beforeAll(async () => {
  database = await createTestDatabase();
  admin = createPool(database.adminUrl, { name: "isolation-test" });
  app = createPrisma(database.urls.app, { name: "isolation-test" });
  victim = await transaction(admin, insertFullTenant);
  attacker = await transaction(admin, insertFullTenant);
});
afterAll(async () => {
  await Promise.all([admin.end(), app.$disconnect()]);
  await database.drop();
});

class RolledBack extends Error {}

/** What `check` finds after `change`, both undone afterwards. */
async function findingsAfter<T>(change: string, check: (tx: Tx) => Promise<T>): Promise<T> {
  let findings: T | undefined;
  await transaction(admin, async (tx) => {
    if (change) await tx.run(change);
    findings = await check(tx);
    throw new RolledBack();
  }).catch((error: unknown) => {
    if (!(error instanceof RolledBack)) throw error;
  });
  return findings!;
}

describe("catalogue", () => {
  it.each([
    {
      rule: "has row-level security on and forced, on partitions too",
      check: unprotectedTables,
      fault: "ALTER TABLE contacts NO FORCE ROW LEVEL SECURITY; CREATE TABLE surprise (id uuid)",
      finding: ["contacts", "surprise"],
    },
    {
      rule: "lets the owner see the rows of each table",
      check: tablesClosedToTheirOwner,
      fault: "DROP POLICY owner_all ON inbox_items",
      finding: ["inbox_items"],
    },
    {
      rule: "gives partitions neither grants nor policies",
      check: openPartitions,
      fault: "SELECT ensure_call_partitions('2020-05-05', '2020-05-05'); GRANT SELECT ON calls_2020_05 TO callflex_app",
      finding: ["calls_2020_05"],
    },
    {
      rule: "keeps the organization in every reference between tenants' tables",
      check: plainReferences,
      fault: "ALTER TABLE inbox_items ADD CONSTRAINT shortcut FOREIGN KEY (contact_id) REFERENCES contacts (id)",
      finding: ["shortcut"],
    },
    {
      rule: "keeps updated_at by trigger",
      check: staleUpdatedAt,
      fault: "DROP TRIGGER update_updated_at ON calls",
      finding: ["calls"],
    },
    {
      rule: "gives callflex_app nothing on sign-in tables and secrets",
      check: grantsOnSecrets,
      fault:
        "GRANT SELECT (token) ON sessions TO callflex_app; GRANT DELETE ON vapi_credentials TO callflex_app; " +
        "GRANT SELECT (secret_ciphertext) ON vapi_credentials TO callflex_app",
      finding: ["sessions: SELECT", "vapi_credentials.secret_ciphertext: SELECT", "vapi_credentials: DELETE"],
    },
    {
      rule: "lets nobody borrow the owner's rights but through functions made for a role, with fixed names",
      check: looseDefiners,
      fault: `GRANT EXECUTE ON FUNCTION call_outbox_events(uuid) TO public; ALTER FUNCTION get_user_org_ids() RESET search_path`,
      finding: ["call_outbox_events", "get_user_org_ids"],
    },
    {
      rule: "names each tenant table where an organization is deleted",
      check: tablesLeftByDeletion,
      fault: "CREATE TABLE surprise (organization_id uuid REFERENCES organizations ON DELETE CASCADE)",
      finding: ["surprise"],
    },
  ])("$rule, and the check bites", async ({ check, fault, finding }) => {
    expect(await findingsAfter("", check)).toEqual([]);
    expect(await findingsAfter(fault, check)).toEqual(finding);
  });
});

describe("another tenant", () => {
  it("is tried on every table that has tenants", async () => {
    const tables = await transaction(admin, tenantTables);
    expect(tables.map(({ table }) => table)).toEqual(
      expect.arrayContaining(["calls", "contacts", "organizations", "usage_ledger", "vapi_credentials"]),
    );
    expect(tables.length).toBeGreaterThanOrEqual(23);
  });

  it.each<[string, () => { userId?: string; organizationId?: string }]>([
    ["signed in to its own organization", () => attacker],
    ["signed in, with the victim's organization named", () => ({ ...attacker, organizationId: victim.organizationId })],
    ["signed in, with no organization named", () => ({ userId: attacker.userId })],
    ["signed in, with a malformed organization", () => ({ userId: attacker.userId, organizationId: "' OR true --" })],
    ["acting by the key of its own organization", () => ({ organizationId: attacker.organizationId })],
    ["without any context", () => ({})],
    [
      "with a malformed user and the victim's organization",
      () => ({ userId: "x", organizationId: victim.organizationId }),
    ],
    ["with 36 characters that are no user", () => ({ userId: "-".repeat(36), organizationId: victim.organizationId })],
  ])("%s, sees, changes and adds nothing", async (_name, context) => {
    const probe = (tx: Tx) => reachableRows(tx, victim.organizationId, attacker.organizationId, context());
    expect(await findingsAfter("", probe)).toEqual([]);
  });

  it.each([
    ["CREATE POLICY leak ON contacts FOR SELECT TO callflex_app USING (true)", "contacts: select: 1 rows"],
    ["CREATE POLICY leak ON inbox_items FOR ALL TO callflex_app USING (true)", "inbox_items: update: 1 rows"],
    ["ALTER TABLE phone_numbers DISABLE ROW LEVEL SECURITY", "phone_numbers: update: 1 rows"],
    ["ALTER TABLE call_transcripts DISABLE ROW LEVEL SECURITY", "call_transcripts: select: 1 rows"],
  ])("would be found out after %s", async (fault, finding) => {
    const probe = (tx: Tx) => reachableRows(tx, victim.organizationId, attacker.organizationId, attacker);
    expect(await findingsAfter(fault, probe)).toContain(finding);
  });

  it("can't refer to what isn't its own, and isn't told whether it exists", async () => {
    const refer = (assistantId: string) =>
      withActor(app, attacker, (tx) =>
        tx.phoneNumber.updateMany({ where: { organizationId: attacker.organizationId }, data: { assistantId } }),
      ).then(
        () => null,
        (error: unknown) => databaseFault(error),
      );
    const refused = { kind: "missing_reference", constraint: "phone_numbers_organization_id_assistant_id_fkey" };
    expect(await refer(victim.assistantId)).toEqual(refused);
    expect(await refer(newId())).toEqual(refused);
    expect(await refer(attacker.assistantId)).toBeNull();
  });

  it("isn't told about another's events by the function that looks past the wall", async () => {
    const events = (context: { userId?: string; organizationId?: string }, callId: string) =>
      withActor(
        app,
        context,
        (tx) => tx.$queryRaw<{ id: string }[]>`SELECT id FROM call_outbox_events(${callId}::uuid)`,
      );
    expect(await events(victim, victim.callId)).toHaveLength(1);
    for (const context of [attacker, { ...attacker, organizationId: victim.organizationId }, {}]) {
      expect(await events(context, victim.callId)).toEqual([]);
    }
  });

  it("can't reach a partition past its parent", async () => {
    const reading = withActor(app, attacker, (tx) => tx.$queryRaw`SELECT 1 FROM calls_2026_11`);
    await expect(reading).rejects.toThrow(/permission denied/);
  });
});

describe("the API's intents", () => {
  const event = (organizationId: string, id: string, provider = "callflex") => ({
    id,
    provider,
    scope: organizationId,
    eventKey: id,
    type: "notification.send",
    organizationId,
    body: Buffer.from("{}"),
  });

  it("are its own organization's, of our own kind, set off once", async () => {
    const id = newId();
    const { organizationId } = attacker;
    await withActor(app, attacker, async (tx) => {
      await tx.outboxEvent.createMany({ data: [event(organizationId, id)] });
      await tx.outboxDelivery.createMany({ data: [{ eventId: id, organizationId }] });
    });
    expect((await admin.query("SELECT 1 FROM outbox_deliveries WHERE event_id = $1", [id])).rowCount).toBe(1);
  });

  it("can't pretend to come from a provider", async () => {
    const { organizationId } = attacker;
    const forging = withActor(app, attacker, (tx) =>
      tx.outboxEvent.createMany({ data: [event(organizationId, newId(), "vapi")] }),
    );
    await expect(forging).rejects.toThrow(/row-level security/);
  });

  it("can't set off another tenant's event again", async () => {
    const { rows } = await admin.query<{ id: string }>(
      "WITH gone AS (DELETE FROM outbox_deliveries WHERE organization_id = $1 RETURNING event_id) SELECT event_id AS id FROM gone",
      [victim.organizationId],
    );
    const { organizationId } = attacker;
    const setOff = (eventId: string) =>
      withActor(app, attacker, (tx) => tx.outboxDelivery.createMany({ data: [{ eventId, organizationId }] }));
    await expect(setOff(rows[0]!.id)).rejects.toThrow(/row-level security/);
    await expect(setOff(newId())).rejects.toThrow(/row-level security/);
  });
});

describe("deleting an organization", () => {
  it("takes all its rows along, once it is due", async () => {
    const gone = await transaction(admin, insertFullTenant);
    const remove = "SELECT delete_due_organization($1, 1) AS rows";
    expect((await admin.query(remove, [gone.organizationId])).rows).toEqual([{ rows: 0 }]);
    await admin.query("UPDATE organizations SET delete_after = now() WHERE id = $1", [gone.organizationId]);
    while ((await admin.query<{ rows: number }>(remove, [gone.organizationId])).rows[0]!.rows > 0);
    for (const { table, column } of await transaction(admin, tenantTables)) {
      const { rowCount } = await admin.query(`SELECT 1 FROM ${table} WHERE ${column} = $1`, [gone.organizationId]);
      expect({ table, rowCount }).toEqual({ table, rowCount: 0 });
    }
  });
});
