import { WORKFLOWS } from "@callflex/contracts/workflow";
import { newId } from "@callflex/db/ids";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureSchedules } from "../src/schedules.ts";
import { startHarness, type Harness } from "./harness.ts";
import { runWorker } from "./run-worker.ts";

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

function run(workflowType: string): Promise<unknown> {
  const { taskQueue } = harness.options;
  return harness.client.workflow.execute(workflowType, { taskQueue, workflowId: `${workflowType}-${newId()}` });
}

async function count(sql: string): Promise<number> {
  const { rows } = await harness.admin.query<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`);
  return rows[0]!.n;
}

test("the coming months get their tables, once", async () => {
  await harness.admin.query(
    `DO $$ DECLARE month text := to_char(now() + interval '12 months', 'YYYY_MM'); part text; BEGIN
       FOREACH part IN ARRAY ARRAY['call_transcript_segments', 'call_transcripts', 'call_recordings', 'call_actions', 'calls'] LOOP
         EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', part, part || '_' || month);
         EXECUTE format('DROP TABLE %I', part || '_' || month);
       END LOOP;
     END $$`,
  );
  expect(await run(WORKFLOWS.maintainPartitions)).toEqual({ made: 5 });
  expect(await run(WORKFLOWS.maintainPartitions)).toEqual({ made: 0 });
});

test("what has served its purpose goes, the rest stays", async () => {
  const { organizationId, admin } = harness;
  const event = (age: string) => {
    const id = newId();
    return admin
      .query(
        `INSERT INTO outbox_events (id, provider, scope, event_key, type, organization_id, body, received_at)
         VALUES ($1, 'callflex', 'test', $2, 'test', $3, '', now() - $4::interval)`,
        [id, id, organizationId, age],
      )
      .then(() => id);
  };
  await event("31 days");
  await event("29 days");
  const dead = await event("40 days");
  await admin.query("INSERT INTO outbox_deliveries (event_id, state) VALUES ($1, 'dead')", [dead]);
  for (const age of ["3 hours", "1 hour"]) {
    await admin.query(
      "INSERT INTO live_events (organization_id, type, created_at) VALUES ($1, 'inbox_changed', now() - $2::interval)",
      [organizationId, age],
    );
  }
  for (const [key, expires] of [
    ["old", "-1 minute"],
    ["new", "1 minute"],
  ]) {
    await admin.query(
      "INSERT INTO idempotency_keys (organization_id, key, request_hash, expires_at) VALUES ($1, $2, '', now() + $3::interval)",
      [organizationId, key, expires],
    );
  }
  for (const age of ["401 days", "399 days"]) {
    await admin.query(
      `INSERT INTO audit_log (id, organization_id, actor_kind, action, entity_type, created_at)
       VALUES ($1, $2, 'system', 'test', 'test', now() - $3::interval)`,
      [newId(), organizationId, age],
    );
  }
  for (const [state, age, expired] of [
    ["delivered", "31 days", true],
    ["delivered", "29 days", true],
    ["pending", "31 days", true],
    ["pending", "31 days", false],
  ]) {
    await admin.query(
      `INSERT INTO account_mails (id, organization_id, kind, recipient, state, created_at, expires_at)
       VALUES ($1, $2, 'invitation', 'b@example.com', $3, now() - $4::interval,
               now() + CASE WHEN $5 THEN interval '-2 days' ELSE interval '2 days' END)`,
      [newId(), organizationId, state, age, expired],
    );
  }
  const swept = { liveEvents: 1, idempotencyKeys: 1, outboxEvents: 1, auditLog: 1, accountMails: 2 };
  expect(await run(WORKFLOWS.sweepRetention)).toEqual(swept);
  expect(await count("outbox_events WHERE type = 'test'")).toBe(2);
  expect(await count("live_events")).toBe(1);
  expect(await count("idempotency_keys WHERE key = 'new'")).toBe(1);
  expect(await count("audit_log WHERE action = 'test'")).toBe(1);
  expect(await count("account_mails WHERE recipient = 'b@example.com'")).toBe(2);
  const nothing = { liveEvents: 0, idempotencyKeys: 0, outboxEvents: 0, auditLog: 0, accountMails: 0 };
  expect(await run(WORKFLOWS.sweepRetention)).toEqual(nothing);
});

test("more than a batch goes in one run", async () => {
  await harness.admin.query(
    `INSERT INTO live_events (organization_id, type, created_at)
     SELECT $1, 'inbox_changed', now() - interval '3 hours' FROM generate_series(1, 12000)`,
    [harness.organizationId],
  );
  expect(await run(WORKFLOWS.sweepRetention)).toMatchObject({ liveEvents: 12_000 });
});

test("schedules are made once, and one that was paused stays paused", async () => {
  const { schedule } = harness.client;
  const handle = schedule.getHandle("sweep-retention");
  await ensureSchedules(harness.client);
  await handle.pause("for the test");
  await ensureSchedules(harness.client);
  const { state, spec, action } = await handle.describe();
  expect(state.paused).toBe(true);
  expect(spec.intervals).toEqual([expect.objectContaining({ every: 600_000 })]);
  expect(action).toMatchObject({ workflowType: WORKFLOWS.sweepRetention, taskQueue: "callflex" });
  await handle.delete();
  await schedule.getHandle("maintain-partitions").delete();
  await schedule.getHandle("delete-due").delete();
});
