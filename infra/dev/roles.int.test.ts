import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { LOGIN_ROLES } from "./roles.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function rowsOf<R extends object>(url: string, sql: string): Promise<R[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("createRoles", () => {
  it.each(LOGIN_ROLES)("lets callflex_%s sign in", async (role) => {
    const [row] = await rowsOf<{ name: string }>(database.urls[role], "SELECT session_user AS name");
    expect(row?.name).toBe(`callflex_${role}`);
  });

  it("gives no role a way past row-level security", async () => {
    const powerful = await rowsOf(
      database.adminUrl,
      "SELECT rolname FROM pg_roles WHERE rolname LIKE 'callflex\\_%' AND (rolsuper OR rolbypassrls OR rolcreaterole)",
    );
    expect(powerful).toEqual([]);
  });

  it("leaves every object to callflex_owner, who doesn't sign in", async () => {
    const owners = await rowsOf<{ owner: string }>(
      database.adminUrl,
      "SELECT DISTINCT tableowner AS owner FROM pg_tables WHERE schemaname = 'public'",
    );
    expect(owners).toEqual([{ owner: "callflex_owner" }]);
    const [owner] = await rowsOf<{ rolcanlogin: boolean }>(
      database.adminUrl,
      "SELECT rolcanlogin FROM pg_roles WHERE rolname = 'callflex_owner'",
    );
    expect(owner?.rolcanlogin).toBe(false);
  });

  it("keeps the roles of the product from making tables", async () => {
    for (const role of ["auth", "app", "service"] as const) {
      await expect(rowsOf(database.urls[role], "CREATE TABLE intruder (id int)")).rejects.toThrow(/permission denied/);
    }
  });
});
