import { createPool, type Pool } from "@callflex/db/pool";
import { transaction } from "@callflex/db/transaction";
import { makeContact, makeOrganization } from "@callflex/testing/factories";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { upsertCaller } from "./upsert-caller.ts";

const NUMBER = "+14155550134";

let database: TestDatabase;
let pool: Pool;
let admin: Pool;
let organizationId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.urls.service, { name: "contacts-test" });
  admin = createPool(database.adminUrl, { name: "contacts-test-admin" });
});
beforeEach(async () => {
  organizationId = (await makeOrganization(admin)).id;
});
afterAll(async () => {
  await Promise.all([pool.end(), admin.end()]);
  await database.drop();
});

function calls(at: string, values: { number?: string | null; name?: string | null } = {}) {
  const { number = NUMBER, name = null } = values;
  return transaction(pool, (tx) =>
    upsertCaller(tx, { organizationId, callerNumber: number, heardName: name, calledAt: new Date(at) }),
  );
}
const contacts = async () =>
  (
    await admin.query("SELECT id, phone, name, first_call_at, last_call_at FROM contacts WHERE organization_id = $1", [
      organizationId,
    ])
  ).rows;

describe("upsertCaller", () => {
  it("makes one contact of a number, whatever the order of its calls", async () => {
    const ids = [
      await calls("2026-03-02T00:00:00Z"),
      await calls("2026-03-03T00:00:00Z", { name: "Ada" }),
      await calls("2026-03-01T00:00:00Z", { number: "+1 415 555 0134" }),
    ];
    expect(new Set(ids).size).toBe(1);
    expect(await contacts()).toEqual([
      {
        id: ids[0],
        phone: NUMBER,
        name: "Ada",
        first_call_at: new Date("2026-03-01T00:00:00Z"),
        last_call_at: new Date("2026-03-03T00:00:00Z"),
      },
    ]);
  });

  it("never replaces a name that a person typed", async () => {
    const { id } = await makeContact(admin, { organizationId, phone: NUMBER, name: "Dr. Lovelace" });
    expect(await calls("2026-03-02T00:00:00Z", { name: "Ada" })).toBe(id);
    expect(await contacts()).toMatchObject([{ name: "Dr. Lovelace", last_call_at: new Date("2026-03-02T00:00:00Z") }]);
  });

  it("makes none of callers without a number of their own", async () => {
    for (const number of [null, "anonymous", "+266696687", "12345"])
      expect(await calls("2026-03-02T00:00:00Z", { number })).toBeNull();
    expect(await contacts()).toEqual([]);
  });

  it("makes one of many first calls at once", async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => calls("2026-03-02T00:00:00Z")));
    expect(new Set(ids).size).toBe(1);
    expect(await contacts()).toHaveLength(1);
  });
});
