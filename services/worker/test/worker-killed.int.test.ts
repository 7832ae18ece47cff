import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { WORKFLOWS } from "@callflex/contracts/workflow";
import { newId } from "@callflex/db/ids";
import { makeOrganization, uniquePhone } from "@callflex/testing/factories";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startHoldingProxy, type HoldingProxy } from "./holding-proxy.ts";
import { notificationRow, startHarness, until, type Harness } from "./harness.ts";

const SCRIPT = fileURLToPath(new URL("worker-process.ts", import.meta.url));

let harness: Harness;
let proxy: HoldingProxy;
const processes: ChildProcess[] = [];

beforeAll(async () => {
  harness = await startHarness();
  proxy = await startHoldingProxy(harness.options.sandboxUrl);
});
afterAll(async () => {
  for (const process of processes) process.kill("SIGKILL");
  await proxy?.close();
  await harness?.stop();
});

async function startProcess(): Promise<ChildProcess> {
  const child = fork(SCRIPT, [JSON.stringify({ ...harness.options, sandboxUrl: proxy.url })], {
    execArgv: ["--import", "tsx"],
    stdio: "ignore",
  });
  processes.push(child);
  const [message] = (await Promise.race([once(child, "message"), once(child, "exit")])) as unknown[];
  if (message !== "ready") throw new Error(`the worker ended with ${String(message)} while it started`);
  return child;
}

// Two starts of a process and two time-outs of Temporal add up.
vi.setConfig({ testTimeout: 150_000 });

test("a worker killed while Twilio carries out its request doesn't make the next one send again", async () => {
  const phone = uniquePhone();
  const { callId, ids } = await harness.requestAbout({ phones: [phone] });
  const first = await startProcess();
  proxy.holdAnswers("POST", "/Messages.json");
  const handle = await harness.send(ids[0]!, callId);
  // Twilio has made the message, and the worker still waits for the answer.
  await until(
    () => harness.texts(phone),
    (texts) => texts.length === 1,
  );
  first.kill("SIGKILL");
  await once(first, "exit");
  expect(await notificationRow(harness.admin, ids[0]!)).toMatchObject({ state: "sending", provider_message_id: null });

  proxy.release();
  await startProcess();
  expect(await handle.result()).toEqual({ state: "delivered" });
  expect(await harness.texts(phone)).toHaveLength(1);
  expect(await notificationRow(harness.admin, ids[0]!)).toMatchObject({ state: "delivered", attempts: 2 });
});

test("a worker killed between two steps leaves nothing undone", async () => {
  const email = "owner+killed@brightspark.example";
  const { callId, ids } = await harness.requestAbout({ emails: [email] });
  const worker = processes.at(-1)!;
  const handle = await harness.send(ids[0]!, callId);
  await until(
    () => notificationRow(harness.admin, ids[0]!),
    ({ state }) => state === "sent",
  );
  worker.kill("SIGKILL");
  await once(worker, "exit");
  await startProcess();
  expect(await handle.result()).toEqual({ state: "delivered" });
  expect(await harness.mails(email)).toHaveLength(1);
});

test("a deletion whose worker and run are killed half way is finished by the next run", async () => {
  const { admin, client } = harness;
  const { taskQueue } = harness.options;
  const { id } = await makeOrganization(admin);
  await admin.query(
    `INSERT INTO contacts (id, organization_id, phone)
     SELECT gen_random_uuid(), $1, '+1415' || lpad(n::text, 7, '0') FROM generate_series(1, 40000) n`,
    [id],
  );
  await admin.query("UPDATE organizations SET delete_after = now() WHERE id = $1", [id]);
  const left = async (table: string, column: string) => {
    const sql = `SELECT count(*)::integer AS n FROM ${table} WHERE ${column} = $1`;
    return (await admin.query<{ n: number }>(sql, [id])).rows[0]!.n;
  };
  // Holds the deletion up after its first batches, so that it is killed half way and not before or after.
  const holder = await admin.connect();
  await holder.query("BEGIN");
  await holder.query("SELECT 1 FROM contacts WHERE (organization_id, phone) = ($1, '+14150030000') FOR UPDATE", [id]);
  const handle = await client.workflow.start(WORKFLOWS.deleteDue, { taskQueue, workflowId: `delete-due-${newId()}` });
  await until(
    () => left("contacts", "organization_id"),
    (rows) => rows < 40_000,
  );
  const worker = processes.at(-1)!;
  worker.kill("SIGKILL");
  await once(worker, "exit");
  await handle.terminate("killed half way");
  await holder.query("ROLLBACK");
  holder.release();
  expect(await left("contacts", "organization_id")).toBeGreaterThan(0);
  expect(await left("organizations", "id")).toBe(1);

  await startProcess();
  const next = { taskQueue, workflowId: `delete-due-${newId()}` };
  expect(await client.workflow.execute(WORKFLOWS.deleteDue, next)).toMatchObject({ organizations: 1, failed: [] });
  expect(await left("contacts", "organization_id")).toBe(0);
  expect(await left("organizations", "id")).toBe(0);
});
