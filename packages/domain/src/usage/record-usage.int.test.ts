import { createPool, type Pool } from "@callflex/db/pool";
import { transaction } from "@callflex/db/transaction";
import { makeCall, makeOrganization, type MadeCall } from "@callflex/testing/factories";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { recordUsage } from "./record-usage.ts";

let database: TestDatabase;
let pool: Pool;
let admin: Pool;
let organizationId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.urls.service, { name: "usage-test", max: 12 });
  admin = createPool(database.adminUrl, { name: "usage-test-admin" });
});
beforeEach(async () => {
  const organization = await makeOrganization(admin, {
    timezone: "America/New_York",
    createdAt: new Date("2026-01-31T12:00:00Z"),
  });
  organizationId = organization.id;
});
afterAll(async () => {
  await Promise.all([pool.end(), admin.end()]);
  await database.drop();
});

const call = (startedAt: string) => makeCall(admin, { organizationId, startedAt: new Date(startedAt) });

function record(
  made: MadeCall,
  values: { durationSeconds?: number; answered?: boolean; outcome?: "answered" | "missed" | "transferred" } = {},
) {
  const { durationSeconds = 60, answered = true, outcome = "answered" } = values;
  return transaction(pool, (tx) =>
    recordUsage(tx, { organizationId, callId: made.id, startedAt: made.startedAt, durationSeconds, answered, outcome }),
  );
}

const periods = async () =>
  (
    await admin.query(
      "SELECT period_start, period_end, seconds FROM usage_periods WHERE organization_id = $1 ORDER BY 1",
      [organizationId],
    )
  ).rows;
const days = async () =>
  (
    await admin.query(
      `SELECT usage_date::text AS date, calls, transferred_calls AS transferred, missed_calls AS missed, duration_seconds AS seconds, billed_seconds AS billed
       FROM daily_usage WHERE organization_id = $1 ORDER BY 1`,
      [organizationId],
    )
  ).rows;

describe("recordUsage", () => {
  it("counts a call into its period and its day in the organization's time zone", async () => {
    expect(await record(await call("2026-03-01T03:00:00Z"))).toEqual({ billedSeconds: 60, changed: true });
    expect(await periods()).toEqual([
      { period_start: new Date("2026-02-28T12:00:00Z"), period_end: new Date("2026-03-31T12:00:00Z"), seconds: 60 },
    ]);
    expect(await days()).toEqual([
      { date: "2026-02-28", calls: 1, transferred: 0, missed: 0, seconds: 60, billed: 60 },
    ]);
  });

  it("moves the sums by the difference when the facts change, and not at all when they don't", async () => {
    const made = await call("2026-03-05T12:00:00Z");
    await record(made);
    expect(await record(made)).toEqual({ billedSeconds: 60, changed: false });
    expect(await record(made, { durationSeconds: 75, outcome: "transferred" })).toEqual({
      billedSeconds: 75,
      changed: true,
    });
    expect(await record(made, { durationSeconds: 9, outcome: "transferred" })).toEqual({
      billedSeconds: 0,
      changed: true,
    });
    expect(await record(made, { durationSeconds: 30, answered: false, outcome: "missed" })).toEqual({
      billedSeconds: 0,
      changed: true,
    });
    expect(await periods()).toMatchObject([{ seconds: 0 }]);
    expect(await days()).toEqual([{ date: "2026-03-05", calls: 1, transferred: 0, missed: 1, seconds: 30, billed: 0 }]);
  });

  it("calls of a period stay in it when the anchor moves later", async () => {
    const made = await call("2026-03-05T12:00:00Z");
    await record(made);
    await admin.query(
      "UPDATE organizations SET period_anchor_at = '2026-03-10T00:00:00Z', timezone = 'UTC' WHERE id = $1",
      [organizationId],
    );
    await record(made, { durationSeconds: 90 });
    expect(await periods()).toMatchObject([{ period_start: new Date("2026-02-28T12:00:00Z"), seconds: 90 }]);
  });

  it("many calls at once, each several times, add up and never wait for each other in a ring", async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, n) => call(`2026-03-${String(1 + (n % 4)).padStart(2, "0")}T12:00:00Z`)),
    );
    const [first, last] = [30, 40];
    await Promise.all(
      made.flatMap((one) => [record(one, { durationSeconds: first }), record(one, { durationSeconds: first })]),
    );
    await Promise.all(made.map((one, n) => record(one, { durationSeconds: n % 2 === 0 ? first : last })));
    const { rows } = await admin.query(
      `SELECT (SELECT sum(billed_seconds)::int FROM usage_ledger WHERE organization_id = $1) AS ledger,
              (SELECT sum(seconds)::int FROM usage_periods WHERE organization_id = $1) AS periods,
              (SELECT sum(billed_seconds)::int FROM daily_usage WHERE organization_id = $1) AS daily,
              (SELECT sum(calls)::int FROM daily_usage WHERE organization_id = $1) AS calls`,
      [organizationId],
    );
    expect(rows).toEqual([{ ledger: 700, periods: 700, daily: 700, calls: 20 }]);
  });
});
