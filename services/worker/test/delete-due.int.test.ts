import { WORKFLOWS } from "@callflex/contracts/workflow";
import { newId } from "@callflex/db/ids";
import { transaction } from "@callflex/db/transaction";
import { createVapiAssistants } from "@callflex/providers/vapi/assistants";
import { createVapiCredentials } from "@callflex/providers/vapi/credentials";
import { makeAssistant, makeMember, makeOrganization, makePhoneNumber, makeUser } from "@callflex/testing/factories";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { insertFullTenant } from "../../../prisma/test/full-tenant.ts";
import { tenantTables } from "../../../prisma/tools/isolation-checks.ts";
import { startHarness, type Harness } from "./harness.ts";
import { runWorker, SECRETS } from "./run-worker.ts";

let harness: Harness;
let worker: { stop(): Promise<void> };

beforeAll(async () => {
  harness = await startHarness();
  worker = await runWorker(harness.options);
});
afterAll(async () => {
  await worker?.stop();
  await harness?.stop();
});

interface Deleted {
  organizations: number;
  users: number;
  kept: string[];
  failed: string[];
}

async function startRun() {
  const { taskQueue } = harness.options;
  return await harness.client.workflow.start(WORKFLOWS.deleteDue, { taskQueue, workflowId: `delete-due-${newId()}` });
}

async function run(): Promise<Deleted> {
  return (await (await startRun()).result()) as Deleted;
}

async function due(table: "organizations" | "users", id: string, when = "now()") {
  await harness.admin.query(`UPDATE ${table} SET delete_after = ${when} WHERE id = $1`, [id]);
}

/** How many rows an organization has in each table. */
async function rowsOf(organizationId: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { table, column } of await transaction(harness.admin, tenantTables)) {
    const sql = `SELECT count(*)::integer AS n FROM ${table} WHERE ${column} = $1`;
    counts[table] = (await harness.admin.query<{ n: number }>(sql, [organizationId])).rows[0]!.n;
  }
  return counts;
}

async function exists(table: string, id: string): Promise<boolean> {
  return (await harness.admin.query(`SELECT 1 FROM ${table} WHERE id = $1`, [id])).rowCount === 1;
}

async function addContacts(organizationId: string, count: number) {
  await harness.admin.query(
    `INSERT INTO contacts (id, organization_id, phone)
     SELECT gen_random_uuid(), $1, '+1415' || lpad(n::text, 7, '0') FROM generate_series(1, $2::integer) n`,
    [organizationId, count],
  );
}

describe("an organization whose deletion is due", () => {
  test("goes with all it owns; others, also those with time left, lose nothing", async () => {
    const [gone, waiting, other] = await Promise.all(
      [1, 2, 3].map(() => transaction(harness.admin, (tx) => insertFullTenant(tx))),
    );
    await harness.admin.query("UPDATE phone_numbers SET state = 'released' WHERE organization_id = $1", [
      gone!.organizationId,
    ]);
    await due("organizations", gone!.organizationId);
    await due("organizations", waiting!.organizationId, "now() + interval '1 hour'");
    const before = [await rowsOf(waiting!.organizationId), await rowsOf(other!.organizationId)];
    expect(Object.values(before[0]!).every((rows) => rows > 0)).toBe(true);

    expect(await run()).toEqual({ organizations: 1, users: 0, kept: [], failed: [] });
    expect(Object.entries(await rowsOf(gone!.organizationId)).filter(([, rows]) => rows > 0)).toEqual([]);
    expect([await rowsOf(waiting!.organizationId), await rowsOf(other!.organizationId)]).toEqual(before);
    expect(await exists("users", gone!.userId)).toBe(true);
  });

  test("takes its assistants and its credential away from VAPI first, and is kept while VAPI is away", async () => {
    const { admin, control, options } = harness;
    const at = { apiKey: SECRETS.vapiApiKey, baseUrl: `${options.sandboxUrl}/vapi` };
    const [assistants, credentials] = [createVapiAssistants(at), createVapiCredentials(at)];
    const [gone, other] = [await makeOrganization(admin), await makeOrganization(admin)];
    const known = await makeAssistant(admin, { organizationId: gone.id });
    const put = (organizationId: string, assistantId: string) =>
      assistants.createVapiAssistant({
        name: "Receptionist",
        metadata: { callflexAssistantId: assistantId, callflexOrganizationId: organizationId },
      });
    const first = await put(gone.id, known.id);
    await admin.query("UPDATE assistants SET vapi_assistant_id = $2 WHERE id = $1", [known.id, first.id]);
    const unknown = await put(gone.id, newId());
    const foreign = await put(other.id, newId());
    const [own, others] = [
      await credentials.createVapiCredential({ organizationId: gone.id, secret: newId() }),
      await credentials.createVapiCredential({ organizationId: other.id, secret: newId() }),
    ];
    const left = async () => [
      ...(await assistants.listVapiAssistants()).map(({ id }) => id),
      ...(await credentials.listVapiCredentials()).map(({ id }) => id),
    ];
    await due("organizations", gone.id);
    const number = await makePhoneNumber(admin, { organizationId: gone.id });
    await admin.query("UPDATE phone_numbers SET state = 'releasing' WHERE id = $1", [number.id]);
    expect(await run()).toMatchObject({ kept: [gone.id] });
    expect(await left()).toEqual(expect.arrayContaining([first.id, unknown.id, own.id]));

    await admin.query("UPDATE phone_numbers SET state = 'released' WHERE id = $1", [number.id]);
    await control("PUT", "/faults", {
      requests: [{ provider: "vapi", path: "/assistant", method: "DELETE", failNext: 1, status: 400 }],
    });
    expect(await run()).toMatchObject({ organizations: 0, failed: [gone.id] });
    expect(await exists("assistants", known.id)).toBe(true);

    await control("DELETE", "/faults");
    expect(await run()).toMatchObject({ organizations: 1, failed: [] });
    const after = await left();
    for (const id of [first.id, unknown.id, own.id]) expect(after).not.toContain(id);
    expect(after).toEqual(expect.arrayContaining([foreign.id, others.id]));
  });

  test.each([
    { state: "provisioning", workflowId: null, asked: 1 },
    { state: "active", workflowId: null, asked: 1 },
    { state: "releasing", workflowId: "release/x", asked: 0 },
    { state: "releasing", workflowId: null, asked: 1 },
  ])(
    "is kept while it has a number that is $state with the workflow $workflowId, which is given back",
    async ({ state, workflowId, asked }) => {
      const { id } = await makeOrganization(harness.admin);
      const number = await makePhoneNumber(harness.admin, { organizationId: id });
      await harness.admin.query("UPDATE phone_numbers SET state = $2, workflow_id = $3 WHERE id = $1", [
        number.id,
        state,
        workflowId,
      ]);
      await due("organizations", id);
      expect(await run()).toMatchObject({ organizations: 0, kept: [id] });
      expect(await exists("phone_numbers", number.id)).toBe(true);
      const { rows } = await harness.admin.query(
        `SELECT n.state, count(e.id)::integer AS asked
       FROM phone_numbers n LEFT JOIN outbox_events e ON e.organization_id = n.organization_id AND e.type = 'phone_number.release'
       WHERE n.id = $1 GROUP BY n.id`,
        [number.id],
      );
      expect(rows).toEqual([{ state: "releasing", asked }]);
      expect(await run()).toMatchObject({ kept: [id] });

      await harness.admin.query("UPDATE phone_numbers SET state = 'released' WHERE id = $1", [number.id]);
      expect(await run()).toMatchObject({ organizations: 1, kept: [] });
      expect(await exists("organizations", id)).toBe(false);
    },
  );

  test("doesn't hold up the others, however large it is", async () => {
    const large = await makeOrganization(harness.admin);
    const small = await makeOrganization(harness.admin);
    await addContacts(large.id, 52_000);
    await due("organizations", large.id, "now() - interval '2 hours'");
    await due("organizations", small.id, "now() - interval '1 hour'");
    const handle = await startRun();
    expect(await handle.result()).toMatchObject({ organizations: 2, failed: [] });
    const { events } = await handle.fetchHistory();
    const turns = (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: scheduled }) =>
      scheduled?.activityType?.name === "deleteOrganization"
        ? [JSON.parse(Buffer.from(scheduled.input!.payloads![0]!.data!).toString("utf8")) as { organizationId: string }]
        : [],
    );
    expect(turns.map(({ organizationId }) => organizationId)).toEqual([large.id, small.id, large.id]);
  });
});

describe("an account whose deletion is due", () => {
  test("goes with its sessions, its mails and what the log says about it; what it did for its team stays", async () => {
    const { admin } = harness;
    const user = await makeUser(admin);
    const organization = await makeOrganization(admin);
    const owner = await makeUser(admin);
    await makeMember(admin, { organizationId: organization.id, userId: owner.id, role: "owner" });
    await makeMember(admin, { organizationId: organization.id, userId: user.id, role: "owner" });
    await admin.query(
      "INSERT INTO sessions (id, user_id, token, expires_at) VALUES ($1, $2, $3, now() + interval '1 day')",
      [newId(), user.id, newId()],
    );
    const mail = { facts: { kind: "confirm_email" as const, name: "", link: "https://x.example" } };
    const mailId = await harness.requestAccountMail({ ...mail, recipient: user.email, userId: user.id });
    const audit = (organizationId: string | null) =>
      admin.query(
        `INSERT INTO audit_log (id, organization_id, actor_user_id, actor_kind, action, entity_type)
         VALUES ($1, $2, $3, 'user', 'test', 'test')`,
        [newId(), organizationId, user.id],
      );
    await audit(null);
    await audit(organization.id);
    await due("users", user.id);

    expect(await run()).toMatchObject({ users: 1 });
    expect(await exists("users", user.id)).toBe(false);
    expect(await exists("account_mails", mailId)).toBe(false);
    const left = await admin.query(
      "SELECT organization_id, actor_user_id FROM audit_log WHERE action = 'test' ORDER BY organization_id",
    );
    expect(left.rows).toEqual([{ organization_id: organization.id, actor_user_id: null }]);
  });

  test("stays while it is the only owner of an organization, and doesn't hold up the others", async () => {
    const { admin } = harness;
    const [single, one, two, free] = await Promise.all([1, 2, 3, 4].map(() => makeUser(admin)));
    const own = await makeOrganization(admin);
    const shared = await makeOrganization(admin);
    await makeMember(admin, { organizationId: own.id, userId: single!.id, role: "owner" });
    await makeMember(admin, { organizationId: shared.id, userId: one!.id, role: "owner" });
    await makeMember(admin, { organizationId: shared.id, userId: two!.id, role: "owner" });
    for (const { id } of [single!, one!, two!, free!]) await due("users", id);
    expect(await run()).toMatchObject({ users: 1 });
    expect(await exists("users", free!.id)).toBe(false);
    for (const { id } of [single!, one!, two!]) expect(await exists("users", id)).toBe(true);

    // With the organization goes what keeps its owner.
    await due("organizations", own.id);
    expect(await run()).toMatchObject({ organizations: 1, users: 1 });
    expect(await exists("users", single!.id)).toBe(false);
  });
});
