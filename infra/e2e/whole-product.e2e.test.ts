import { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { connectControl } from "../dev/stack/control.ts";

const { run, dataDir } = inject("stack");
const PATIENCE = { timeout: 90_000, interval: 250 };

let pool: Pool;
beforeAll(() => {
  pool = new Pool({ connectionString: run.postgres, max: 2 });
});
afterAll(() => pool.end());

interface CallRow {
  id: string;
  status: string;
  settled: boolean;
  ledger: number;
}

async function callRow(providerCallId: string): Promise<CallRow | undefined> {
  const { rows } = await pool.query<CallRow>(
    `SELECT c.id, c.status, c.settled_at IS NOT NULL AS settled,
       (SELECT count(*)::int FROM usage_ledger l WHERE l.call_id = c.id) AS ledger
     FROM calls c WHERE c.provider_call_id = $1`,
    [providerCallId],
  );
  return rows[0];
}

async function sandbox<T>(path: string, body?: object): Promise<T> {
  const init = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`${run.sandbox}/sandbox${path}`, init);
  expect(response.ok).toBe(true);
  return (await response.json()) as T;
}

async function placeCall(speed: number): Promise<string> {
  const { numbers } = await sandbox<{ numbers: { phoneNumber: string; vapi: { server?: string } | null }[] }>(
    "/numbers",
  );
  const number = numbers.find(({ vapi }) => vapi?.server);
  const { callId } = await sandbox<{ callId: string }>("/calls", { to: number?.phoneNumber, speed });
  return callId;
}

describe("what npm start starts", () => {
  it.each(["web", "sandbox", "temporalUi"] as const)("shows a page at %s", async (part) => {
    const response = await fetch(run[part]);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/html");
  });

  it("shows the API's reference", async () => {
    expect((await fetch(`${run.api}/api/docs`)).status).toBe(200);
  });

  it("takes a call from the first ring to the bill", async () => {
    const callId = await placeCall(20);
    const settled = { status: "ended", settled: true, ledger: 1 };
    await vi.waitFor(async () => expect(await callRow(callId)).toMatchObject(settled), PATIENCE);
  });

  it("bills a call once whose worker is killed in the middle", async () => {
    const control = (await connectControl(dataDir))!;
    const callId = await placeCall(4);
    await vi.waitFor(async () => expect(await callRow(callId)).toMatchObject({ status: "in_progress" }), PATIENCE);
    await control.kill("worker");
    try {
      const hungUp = async () => expect(await sandbox(`/calls/${callId}`)).toMatchObject({ status: "ended" });
      await vi.waitFor(hungUp, PATIENCE);
      expect(await callRow(callId)).toMatchObject({ settled: false, ledger: 0 });
    } finally {
      await control.revive("worker");
    }
    const settled = { status: "ended", settled: true, ledger: 1 };
    await vi.waitFor(async () => expect(await callRow(callId)).toMatchObject(settled), PATIENCE);
  });
});
