import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "pg";
import { DATA_DIR } from "./servers/places.ts";
import { runCommand } from "./run-command.ts";
import { connectControl, type ControlClient } from "./stack/control.ts";
import { readRunFile, type RunInfo } from "./stack/run-file.ts";

/** Faster than life, slow enough that a kill falls into the middle of the call. */
const SPEED = 4;
const PATIENCE_MS = 180_000;

/** The call as our database knows it. */
interface CallState {
  id: string;
  status: string;
  outcome: string | null;
  settled: boolean;
  ledgerRows: number;
  billedSeconds: number | null;
  waitingEvents: number;
}

const say = (line: string) => console.log(line);

async function sandboxPost<T>(run: RunInfo, path: string, body: object): Promise<T> {
  const response = await fetch(`${run.sandbox}/sandbox${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The sandbox answers ${response.status} to ${path}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** A number of the demo organization that VAPI answers. */
async function demoNumber(run: RunInfo): Promise<string> {
  const response = await fetch(`${run.sandbox}/sandbox/numbers`);
  const { numbers } = (await response.json()) as {
    numbers: { phoneNumber: string; vapi: { server?: string } | null }[];
  };
  const number = numbers.find(({ vapi }) => vapi?.server);
  if (!number) throw new Error("The sandbox has no phone number with an assistant: is this the demo database?");
  return number.phoneNumber;
}

async function readCall(pool: Pool, providerCallId: string): Promise<CallState | undefined> {
  const { rows } = await pool.query<CallState>(
    `SELECT c.id, c.status, c.outcome, c.settled_at IS NOT NULL AS settled,
       (SELECT count(*)::int FROM usage_ledger l WHERE l.call_id = c.id) AS "ledgerRows",
       (SELECT sum(l.billed_seconds)::int FROM usage_ledger l WHERE l.call_id = c.id) AS "billedSeconds",
       (SELECT count(*)::int FROM outbox_deliveries d WHERE d.organization_id = c.organization_id) AS "waitingEvents"
     FROM calls c WHERE c.provider_call_id = $1`,
    [providerCallId],
  );
  return rows[0];
}

async function until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(250)) {
    const seen = await look();
    if (seen) return seen;
  }
  throw new Error(`Waited ${PATIENCE_MS / 1000} s in vain until ${what}`);
}

async function playCrash(run: RunInfo, control: ControlClient, pool: Pool): Promise<CallState> {
  const to = await demoNumber(run);
  const { callId } = await sandboxPost<{ callId: string }>(run, "/calls", { to, speed: SPEED });
  say(`A customer calls ${to} (VAPI's call ${callId})`);
  const live = await until("the call is live", async () => {
    const call = await readCall(pool, callId);
    return call?.status === "in_progress" && call;
  });
  say(`The call is live: ${run.web}/calls/${live.id}`);

  const worker = (await control.parts()).find(({ name }) => name === "worker");
  await control.kill("worker");
  say(`kill -9 of the worker (process ${worker?.pid}); the call goes on without it`);
  await until("the caller has hung up", async () => {
    const response = await fetch(`${run.sandbox}/sandbox/calls/${callId}`);
    return ((await response.json()) as { status: string }).status === "ended";
  });
  const meanwhile = await readCall(pool, callId);
  say(`The caller has hung up; without the worker the call is ${meanwhile?.settled ? "settled" : "not settled yet"}`);

  await control.revive("worker");
  say("The worker runs again");
  return await until("the call is settled", async () => {
    const call = await readCall(pool, callId);
    return call?.settled && call;
  });
}

await runCommand(async () => {
  const run = readRunFile(DATA_DIR);
  const control = await connectControl(DATA_DIR);
  if (!control) throw new Error(`CallFlex doesn't run from here: start it with "npm start" first.`);
  const pool = new Pool({ connectionString: run.postgres, max: 2 });
  try {
    const call = await playCrash(run, control, pool);
    const fine = call.status === "ended" && call.outcome !== null && call.ledgerRows === 1;
    say(
      `The call is ${call.status}, outcome ${call.outcome}; ledger rows: ${call.ledgerRows} (${call.billedSeconds} s billed)`,
    );
    say(
      fine
        ? "Nothing was lost, nothing was billed twice."
        : "THIS IS WRONG: expected one final call with one ledger row.",
    );
    return fine ? 0 : 1;
  } finally {
    // A demo that failed half-way must not leave the product without its worker.
    if (!(await control.parts()).some(({ name }) => name === "worker")) await control.revive("worker");
    await pool.end();
  }
});
