import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { databaseFault } from "./errors.ts";
import { newId } from "./ids.ts";
import { createPool, type Pool } from "./pool.ts";
import { createPrisma, withActor, type PrismaClient } from "./prisma.ts";
import { transaction } from "./transaction.ts";

let database: TestDatabase;
let admin: Pool;
let service: Pool;
let auth: PrismaClient;
let app: PrismaClient;
const userId = newId();
const ownerRow = newId();
const mine = newId();
const other = newId();
const me = { userId, organizationId: mine };

beforeAll(async () => {
  database = await createTestDatabase();
  admin = createPool(database.adminUrl, { name: "prisma-test" });
  service = createPool(database.urls.service, { name: "prisma-test" });
  auth = createPrisma(database.urls.auth, { name: "prisma-test" });
  app = createPrisma(database.urls.app, { name: "prisma-test", max: 2 });
  await auth.user.create({ data: { id: userId, name: "Ada", email: "ada@example.com" } });
  for (const id of [mine, other]) await auth.organization.create({ data: { id, name: "Acme", slug: id } });
  await auth.organizationMember.create({ data: { id: ownerRow, organizationId: mine, userId, role: "owner" } });
});
afterAll(async () => {
  await Promise.all([auth.$disconnect(), app.$disconnect(), admin.end(), service.end()]);
  await database.drop();
});

/** The fault that `work` ends with; fails the test when it doesn't end with an error. */
async function faultOf(work: Promise<unknown>) {
  const error = await work.then(
    () => expect.fail("nothing was refused"),
    (reason: unknown) => reason,
  );
  return databaseFault(error);
}

describe("withActor", () => {
  it("shows the organizations of the actor, narrowed to one where it is named", async () => {
    const slugs = (actor: Parameters<typeof withActor>[1]) =>
      withActor(app, actor, async (tx) => (await tx.organization.findMany()).map((row) => row.id));
    expect(await slugs(me)).toEqual([mine]);
    expect(await slugs({ userId })).toEqual([mine]);
    expect(await slugs({ userId, organizationId: other })).toEqual([]);
    expect(await slugs({ organizationId: other })).toEqual([other]);
    expect(await slugs({})).toEqual([]);
    expect(await slugs({ userId: "'; DROP TABLE users; --", organizationId: mine })).toEqual([]);
  });

  it("leaves nothing on a connection that goes back to the pool", async () => {
    await withActor(app, me, (tx) => tx.organization.findMany());
    await withActor(app, me, () => Promise.reject(new Error("refused"))).catch(() => undefined);
    const counts = await Promise.all(Array.from({ length: 8 }, () => app.organization.count()));
    expect(new Set(counts)).toEqual(new Set([0]));
  });

  it("keeps nothing of a transaction that failed", async () => {
    const phone = "+14155550100";
    await withActor(app, me, async (tx) => {
      await tx.contact.create({ data: { id: newId(), organizationId: mine, phone } });
      throw new Error("refused");
    }).catch(() => undefined);
    expect(await withActor(app, me, (tx) => tx.contact.count())).toBe(0);
  });
});

describe("databaseFault", () => {
  const create = (organizationId: string, phone: string) =>
    withActor(app, me, (tx) => tx.contact.create({ data: { id: newId(), organizationId, phone } }));

  it("names the unique key, from Prisma, from raw SQL and from pg", async () => {
    await create(mine, "+14155550101");
    const unique = { kind: "unique", constraint: "contacts_organization_id_phone_key" };
    expect(await faultOf(create(mine, "+14155550101"))).toEqual(unique);
    const sql = `INSERT INTO contacts (id, organization_id, phone) VALUES ('${newId()}', '${mine}', '+14155550101')`;
    expect(await faultOf(withActor(app, me, (tx) => tx.$executeRawUnsafe(sql)))).toEqual(unique);
    expect(await faultOf(service.query(sql))).toEqual(unique);
  });

  it("tells another tenant's row and a missing right as forbidden", async () => {
    expect(await faultOf(create(other, "+14155550102"))).toEqual({ kind: "forbidden" });
    expect(await faultOf(withActor(app, me, (tx) => tx.session.findMany()))).toEqual({ kind: "forbidden" });
  });

  it("tells a row that isn't there", async () => {
    const update = withActor(app, me, (tx) => tx.organization.update({ where: { id: other }, data: { name: "Mine" } }));
    expect(await faultOf(update)).toEqual({ kind: "not_found" });
  });

  it("tells a reference to what isn't there", async () => {
    const fault = await faultOf(
      withActor(app, me, (tx) =>
        tx.assistant.create({
          data: {
            id: newId(),
            organizationId: mine,
            name: "Front desk",
            firstMessage: "",
            prompt: "",
            templateId: newId(),
          },
        }),
      ),
    );
    expect(fault).toEqual({ kind: "missing_reference", constraint: "assistants_template_id_fkey" });
  });

  it("tells the last owner, also when only the commit finds out", async () => {
    const demote = { where: { id: ownerRow }, data: { role: "member" } };
    expect(await faultOf(auth.organizationMember.update(demote))).toEqual({ kind: "last_owner" });
    const inTransaction = auth.$transaction(async (tx) => void (await tx.organizationMember.update(demote)));
    expect(await faultOf(inTransaction)).toEqual({ kind: "last_owner" });
  });

  it("tells a value that the database doesn't take", async () => {
    expect(await faultOf(create(mine, "0800 flowers"))).toEqual({ kind: "invalid_value" });
    expect(await faultOf(auth.user.findUnique({ where: { id: "nobody" } }))).toEqual({ kind: "invalid_value" });
  });

  it("tells what may work at the next try: no server, a lost connection, a deadlock's loser", async () => {
    const nowhere = createPrisma("postgres://callflex_app:x@127.0.0.1:1/callflex", { name: "prisma-test" });
    expect(await faultOf(nowhere.user.count())).toEqual({ kind: "transient" });

    const killed = withActor(app, me, async (tx) => {
      const [row] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      await admin.query("SELECT pg_terminate_backend($1)", [row!.pid]);
      return tx.user.findMany();
    });
    expect(await faultOf(killed)).toEqual({ kind: "transient" });
    expect(await withActor(app, me, (tx) => tx.organization.count())).toBe(1);

    const lostPg = transaction(service, async (tx) => {
      const [row] = await tx.rows<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      await admin.query("SELECT pg_terminate_backend($1)", [row!.pid]);
      await tx.rows("SELECT 1");
    });
    expect(await faultOf(lostPg)).toEqual({ kind: "transient" });
    expect(databaseFault(Object.assign(new Error("deadlock detected"), { code: "40P01" }))).toEqual({
      kind: "transient",
    });
  });

  it("leaves everything else alone", () => {
    expect(databaseFault(new TypeError("x is undefined"))).toBeNull();
    expect(databaseFault(Object.assign(new Error("syntax error"), { code: "42601" }))).toBeNull();
    expect(databaseFault("refused")).toBeNull();
  });
});
