import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { WORKFLOWS } from "@callflex/contracts/workflow";
import { newId } from "@callflex/db/ids";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startHarness, stepRows, type Harness } from "./harness.ts";
import { runWorker } from "./run-worker.ts";

let harness: Harness;
let worker: { stop(): Promise<void> };
let vapi: Server;
/** What VAPI knows, by its id of the call. */
const known = new Map<string, object>();
let asked: string[] = [];

beforeAll(async () => {
  harness = await startHarness();
  vapi = createServer((req, res) => {
    const id = req.url?.split("/").at(-1) ?? "";
    asked.push(id);
    const call = known.get(id);
    res
      .writeHead(call ? 200 : 404, { "content-type": "application/json" })
      .end(JSON.stringify(call ?? { message: "Not Found" }));
  });
  await new Promise<void>((resolve) => vapi.listen(0, "127.0.0.1", resolve));
  const { port } = vapi.address() as AddressInfo;
  worker = await runWorker({ ...harness.options, sandboxUrl: `http://127.0.0.1:${port}` });
});
afterAll(async () => {
  await worker?.stop();
  vapi?.close();
  await harness?.stop();
});

function reconcile(): Promise<unknown> {
  asked = [];
  const { taskQueue } = harness.options;
  return harness.client.workflow.execute(WORKFLOWS.reconcileCalls, { taskQueue, workflowId: `reconcile-${newId()}` });
}

/** A call of which nothing was heard since it began. */
async function silentCall(began: string) {
  const call = await harness.endCall();
  const client = await harness.admin.connect();
  try {
    // The row keeps by itself when it was changed last.
    await client.query("BEGIN; SET LOCAL session_replication_role = replica");
    for (const table of ["calls", "call_refs"]) {
      const id = table === "calls" ? "id" : "call_id";
      await client.query(
        `UPDATE ${table} SET started_at = date_trunc('milliseconds', now()) - $2::interval WHERE ${id} = $1`,
        [call.callId, began],
      );
    }
    await client.query("UPDATE calls SET updated_at = started_at WHERE id = $1", [call.callId]);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
  return call;
}

async function row(callId: string) {
  const { rows } = await harness.admin.query<{ status: string; duration: number; settled: boolean }>(
    "SELECT status, duration_seconds AS duration, settled_at IS NOT NULL AS settled FROM calls WHERE id = $1",
    [callId],
  );
  return rows[0];
}

test("a call that ended unheard is reported by what VAPI tells, once, and settled", async () => {
  const { callId, providerCallId } = await silentCall("1 hour");
  const startedAt = new Date(Date.now() - 3_600_000);
  known.set(providerCallId, {
    id: providerCallId,
    status: "ended",
    endedReason: "customer-ended-call",
    startedAt: startedAt.toISOString(),
    endedAt: new Date(startedAt.getTime() + 42_000).toISOString(),
    artifact: { recordingUrl: "https://storage.example.test/mono.wav" },
    analysis: { summary: "Tom Reyes asked for a price." },
  });
  expect(await reconcile()).toEqual({ asked: 1, reported: 1, closed: 0 });
  expect(asked).toEqual([providerCallId]);
  const { rows } = await harness.admin.query(
    "SELECT d.state, d.starts_workflow FROM outbox_deliveries d JOIN outbox_events e ON e.id = d.event_id WHERE e.event_key = $1",
    [`end-of-call-report:${providerCallId}`],
  );
  expect(rows).toEqual([{ state: "pending", starts_workflow: true }]);

  // The relay's part.
  const handle = await harness.processCallEnd(callId);
  expect(await handle.result()).toEqual({ settled: true });
  expect(await row(callId)).toEqual({ status: "ended", duration: 42, settled: true });
  expect(await reconcile()).toEqual({ asked: 0, reported: 0, closed: 0 });
});

test("one that was heard of just now, or still runs, is left alone", async () => {
  await harness.endCall();
  const { callId, providerCallId } = await silentCall("1 hour");
  known.set(providerCallId, { id: providerCallId, status: "in-progress" });
  expect(await reconcile()).toEqual({ asked: 1, reported: 0, closed: 0 });
  expect(await row(callId)).toMatchObject({ status: "ringing", settled: false });
  known.set(providerCallId, { id: providerCallId, status: "ended", endedReason: "silence-timed-out" });
  expect(await reconcile()).toEqual({ asked: 1, reported: 1, closed: 0 });
});

test("one that VAPI doesn't know is closed after a day, with the reason, and not asked about again", async () => {
  const young = await silentCall("2 hours");
  const old = await silentCall("25 hours");
  expect(await reconcile()).toEqual({ asked: 2, reported: 0, closed: 1 });
  expect(await row(young.callId)).toMatchObject({ status: "ringing" });
  expect(await row(old.callId)).toEqual({ status: "ended", duration: null, settled: false });
  expect(await stepRows(harness.admin, old.callId)).toEqual([
    expect.objectContaining({
      step: "call_settled",
      state: "failed",
      detail: "VAPI sent no report of this call and does not know it",
    }),
  ]);
  expect(await reconcile()).toEqual({ asked: 1, reported: 0, closed: 0 });
  expect(asked).toEqual([young.providerCallId]);
});
