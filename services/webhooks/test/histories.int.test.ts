import { createPool, type Pool } from "@callflex/db/pool";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { historyRuns } from "@callflex/testing/history-runs";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { history, type HistoryPlan } from "./histories/generate.ts";
import { expectedState } from "./histories/model.ts";
import { playHistory } from "./histories/play.ts";
import { readState, type HistoryState } from "./histories/state.ts";

/** Histories that are played at the same time, each to an organization of its own. */
const AT_ONCE = 10;

let database: TestDatabase;
let pool: Pool;
let admin: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.urls.service, { name: "histories", max: AT_ONCE * 2 });
  admin = createPool(database.adminUrl, { name: "histories-admin", max: AT_ONCE });
});
afterAll(async () => {
  await Promise.all([pool.end(), admin.end()]);
  await database.drop();
});

/** People who were told of a missed call that later turned out to be taken can't be untold. */
function forgivingAboutMissed(seen: HistoryState, expected: HistoryState): HistoryState {
  const calls = Object.entries(seen.calls).map(([id, call]) => {
    const forgive = expected.calls[id]?.toldMissed === "maybe" && call.toldMissed === "yes";
    return [id, forgive ? { ...call, toldMissed: "maybe" } : call];
  });
  return { ...seen, calls: Object.fromEntries(calls) as HistoryState["calls"] };
}

async function expectToConverge(plan: HistoryPlan): Promise<void> {
  const { tenant, calls, anchor } = await playHistory({ pool, admin }, plan);
  const expected = expectedState(plan, calls, anchor);
  const seen = await readState(admin, tenant.organizationId);
  expect(forgivingAboutMissed(seen, expected)).toEqual(expected);
}

it(
  "a call ends the same in whatever order, however often and however late its messages come",
  { timeout: 3_700_000 },
  async () => {
    const together = fc.tuple(...Array.from({ length: AT_ONCE }, () => history));
    await fc.assert(
      fc.asyncProperty(together, async (plans) => {
        await Promise.all(plans.map(expectToConverge));
      }),
      // Six histories at a time shrink for minutes; the seed in the message plays them again.
      { numRuns: Math.ceil(historyRuns() / AT_ONCE), endOnFailure: true },
    );
  },
);
