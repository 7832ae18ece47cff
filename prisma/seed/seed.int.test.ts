import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPool, type Pool } from "@callflex/db/pool";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { seed } from "./seed.ts";
import { allTemplates } from "./templates/all-templates.ts";

let database: TestDatabase;
let admin: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  admin = createPool(database.adminUrl, { name: "seed-test" });
  await admin.query("TRUNCATE plans, industries, templates CASCADE");
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

async function rows(sql: string): Promise<unknown[]> {
  return (await admin.query<Record<string, unknown>>(sql)).rows;
}

describe("seed", () => {
  it("writes industries, plans and templates", async () => {
    expect(await seed(database.urls.migrate)).toBe(6 + 4 + 12);
    expect(await rows("SELECT slug FROM industries ORDER BY position")).toHaveLength(6);
    expect(
      await rows(
        "SELECT key, monthly_price_cents AS month, yearly_price_cents AS year, included_minutes AS minutes, overage_price_cents AS over FROM plans ORDER BY position",
      ),
    ).toEqual([
      { key: "trial", month: 0, year: 0, minutes: 50, over: 0 },
      { key: "starter", month: 3900, year: 39_000, minutes: 200, over: 25 },
      { key: "pro", month: 9900, year: 99_000, minutes: 600, over: 20 },
      { key: "business", month: 29_900, year: 299_000, minutes: 2000, over: 15 },
    ]);
    expect(await rows("SELECT slug FROM templates ORDER BY slug")).toEqual(
      allTemplates.map(({ slug }) => ({ slug })).toSorted((a, b) => (a.slug < b.slug ? -1 : 1)),
    );
  });

  it("changes nothing the second time, keeping ids and counts of use", async () => {
    await admin.query("UPDATE templates SET use_count = 7 WHERE slug = 'legal-intake'");
    const before = await rows("SELECT * FROM templates ORDER BY slug");
    expect(await seed(database.urls.migrate)).toBe(0);
    expect(await rows("SELECT * FROM templates ORDER BY slug")).toEqual(before);
  });

  it("mends what differs and leaves what it doesn't know", async () => {
    await admin.query("UPDATE plans SET monthly_price_cents = 1 WHERE key = 'pro'");
    await admin.query(
      "INSERT INTO industries (slug, name, description) VALUES ('farming', 'Farming', 'Added by hand')",
    );
    expect(await seed(database.urls.migrate)).toBe(1);
    expect(await rows("SELECT 1 FROM plans WHERE key = 'pro' AND monthly_price_cents = 9900")).toHaveLength(1);
    expect(await rows("SELECT 1 FROM industries WHERE slug = 'farming'")).toHaveLength(1);
  });

  it("may run many times at once", async () => {
    await admin.query("TRUNCATE plans, industries, templates CASCADE");
    await Promise.all(Array.from({ length: 5 }, () => seed(database.urls.migrate)));
    expect(await rows("SELECT 1 FROM templates")).toHaveLength(12);
  });

  it("is refused to the roles of the product", async () => {
    await admin.query("DELETE FROM templates");
    await expect(seed(database.urls.app)).rejects.toThrow(/permission denied/);
  });
});
