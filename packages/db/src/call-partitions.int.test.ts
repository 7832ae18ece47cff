import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { dropCallPartitions, ensureCallPartitions } from "./call-partitions.ts";
import { createPool, type Pool } from "./pool.ts";

const FAMILY_SIZE = 5;
const utc = (text: string) => new Date(`${text}T00:00:00Z`);

let database: TestDatabase;
let service: Pool;
let migrate: Pool;
let admin: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  service = createPool(database.urls.service, { name: "partitions-test", max: 8 });
  migrate = createPool(database.urls.migrate, { name: "partitions-test" });
  admin = createPool(database.adminUrl, { name: "partitions-test" });
});
afterAll(async () => {
  await Promise.all([service.end(), migrate.end(), admin.end()]);
  await database.drop();
});

async function tablesOf(month: string): Promise<string[]> {
  const { rows } = await admin.query<{ relname: string }>(
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE '%\\_' || $1 ORDER BY relname",
    [month],
  );
  return rows.map((row) => row.relname);
}

/** A call with a transcript, as the demo and the ingress leave it. */
async function insertCall(startedAt: string): Promise<void> {
  await admin.query(
    `WITH organization AS (
       INSERT INTO organizations (id, name, slug) VALUES (gen_random_uuid(), 'Acme', gen_random_uuid()::text) RETURNING id
     ), ref AS (
       INSERT INTO call_refs (organization_id, provider, provider_call_id, call_id, started_at)
       SELECT id, 'vapi', gen_random_uuid()::text, gen_random_uuid(), $1 FROM organization RETURNING *
     ), call AS (
       INSERT INTO calls (organization_id, id, started_at, provider_call_id)
       SELECT organization_id, call_id, started_at, provider_call_id FROM ref RETURNING *
     )
     INSERT INTO call_transcripts (organization_id, call_id, started_at, text)
     SELECT organization_id, id, started_at, 'Good morning' FROM call`,
    [startedAt],
  );
}

describe("ensureCallPartitions", () => {
  it("makes each month's tables once", async () => {
    expect(await ensureCallPartitions(service, utc("2024-01-31"), utc("2024-03-01"))).toBe(3 * FAMILY_SIZE);
    expect(await ensureCallPartitions(service, utc("2024-01-01"), utc("2024-03-31"))).toBe(0);
    expect(await tablesOf("2024_02")).toEqual([
      "call_actions_2024_02",
      "call_recordings_2024_02",
      "call_transcript_segments_2024_02",
      "call_transcripts_2024_02",
      "calls_2024_02",
    ]);
  });

  it("is harmless when many run at once", async () => {
    const made = await Promise.all(
      Array.from({ length: 8 }, () => ensureCallPartitions(service, utc("2024-04-01"), utc("2024-06-01"))),
    );
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(3 * FAMILY_SIZE);
  });

  it("waits for a writer that holds its rows, and then goes on", async () => {
    const writer = await admin.connect();
    try {
      await writer.query("BEGIN");
      await writer.query("LOCK TABLE calls IN ROW EXCLUSIVE MODE");
      await writer.query("LOCK TABLE call_refs IN ROW EXCLUSIVE MODE");
      const making = ensureCallPartitions(service, utc("2024-07-01"), utc("2024-07-01"));
      await expect(waitingForLock()).resolves.toBeGreaterThan(0);
      await writer.query("COMMIT");
      expect(await making).toBe(FAMILY_SIZE);
    } finally {
      writer.release(true);
    }
  });

  it("keeps partitions behind the wall and without grants of their own", async () => {
    const { rows } = await admin.query(
      `SELECT relname, relrowsecurity, relforcerowsecurity, relacl::text[] AS acl FROM pg_class
       WHERE relispartition AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity AND relacl IS NULL)`,
    );
    expect(rows).toEqual([]);
  });

  it("refuses a range that can't be meant", async () => {
    await expect(service.query("SELECT ensure_call_partitions('2000-01-01', '2100-01-01')")).rejects.toThrow(
      /not a usable range/,
    );
  });
});

/** How many sessions of this database wait for a lock; asks until there is one. */
async function waitingForLock(): Promise<number> {
  for (;;) {
    const { rows } = await admin.query<{ waiting: number }>(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rows[0]!.waiting > 0) return rows[0]!.waiting;
  }
}

describe("dropCallPartitions", () => {
  it("drops the months that are over, with their rows, and leaves the rest", async () => {
    await ensureCallPartitions(service, utc("2023-01-01"), utc("2023-03-01"));
    await insertCall("2023-01-15");
    await insertCall("2023-03-01");

    const done = await dropCallPartitions(migrate, utc("2023-03-01"));

    expect(done.detached.slice(0, FAMILY_SIZE)).toEqual([
      "call_transcript_segments_2023_01",
      "call_transcripts_2023_01",
      "call_recordings_2023_01",
      "call_actions_2023_01",
      "calls_2023_01",
    ]);
    expect(done.dropped).toHaveLength(2 * FAMILY_SIZE);
    expect(await tablesOf("2023_01")).toEqual([]);
    expect(await tablesOf("2023_03")).toHaveLength(FAMILY_SIZE);
    const { rows } = await admin.query("SELECT started_at FROM calls WHERE started_at < '2024-01-01'");
    expect(rows).toHaveLength(1);
    expect(await dropCallPartitions(migrate, utc("2023-03-31"))).toMatchObject({ detached: [], dropped: [] });
  });

  it("finishes what a crash left half done", async () => {
    await ensureCallPartitions(service, utc("2022-05-01"), utc("2022-06-01"));
    await insertCall("2022-05-10");
    await admin.query(
      "ALTER TABLE call_transcript_segments DETACH PARTITION call_transcript_segments_2022_05 CONCURRENTLY",
    );
    await leaveDetachPending("call_transcripts", "call_transcripts_2022_05");

    const done = await dropCallPartitions(migrate, utc("2022-07-01"));

    expect(done.finished).toEqual(["call_transcripts_2022_05"]);
    expect(done.detached).not.toContain("call_transcript_segments_2022_05");
    expect(done.dropped).toHaveLength(2 * FAMILY_SIZE);
    expect([...(await tablesOf("2022_05")), ...(await tablesOf("2022_06"))]).toEqual([]);
  });

  it("lets one process do it at a time", async () => {
    const other = await migrate.connect();
    try {
      await other.query("SELECT pg_advisory_lock(hashtext('drop_call_partitions'))");
      expect(await dropCallPartitions(migrate, utc("2022-07-01"))).toMatchObject({ busy: true, dropped: [] });
    } finally {
      other.release(true);
    }
  });

  it("is beyond the rights of the service", async () => {
    await ensureCallPartitions(service, utc("2021-01-01"), utc("2021-01-01"));
    await expect(dropCallPartitions(service, utc("2021-02-01"))).rejects.toThrow(/must be owner/);
    expect(await tablesOf("2021_01")).toHaveLength(FAMILY_SIZE);
  });
});

/** Ends a detach in its second half, as a crash would: a reader holds it up, then its session is terminated. */
async function leaveDetachPending(parent: string, child: string): Promise<void> {
  const reader = await admin.connect();
  const detaching = await migrate.connect();
  try {
    await reader.query("BEGIN");
    await reader.query(`SELECT count(*) FROM ${parent}`);
    const { rows } = await detaching.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    const ending = detaching
      .query(`ALTER TABLE ${parent} DETACH PARTITION ${child} CONCURRENTLY`)
      .catch((error: Error) => error.message);
    await waitingForLock();
    await admin.query("SELECT pg_terminate_backend($1)", [rows[0]!.pid]);
    expect(await ending).toMatch(/terminat/);
    await reader.query("COMMIT");
  } finally {
    detaching.release(true);
    reader.release(true);
  }
  const { rows } = await admin.query("SELECT inhdetachpending FROM pg_inherits WHERE inhrelid = $1::regclass", [child]);
  expect(rows).toEqual([{ inhdetachpending: true }]);
}
