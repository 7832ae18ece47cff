import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { machine, round } from "../bench/bench-result.ts";
import { drain } from "../bench/drain.ts";
import { loadGenerator } from "../bench/load/run-generator.ts";
import { checkDurable } from "../bench/setup/bench-database.ts";
import { makeTenant, type Tenant } from "../bench/setup/tenant.ts";
import { rowsOf, type ChaosResult, type ChaosRun } from "./chaos-result.ts";
import { startSurroundings, type Surroundings, type Victim } from "./surroundings.ts";
import type { TrafficJob, TrafficReport } from "./traffic.ts";
import { judge, type Verdict } from "./verdict.ts";

const MOST_CALLS_PER_SECOND = 5;
const BETWEEN_KILLS_MS = 5_000;
/** How long what is left may take, once nobody sends or kills any more. */
const SETTLE_LIMIT_MS = 60_000;

/** Half of what this machine drains right now, so that there is room to catch up. */
async function measureRate(
  surroundings: Surroundings,
  short: boolean,
): Promise<{ drained: number; callsPerSecond: number }> {
  const { database, ingressUrl } = surroundings;
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  try {
    const tenant = await makeTenant(admin, { encryptionKeys: database.secrets.encryptionKeys });
    const pipeline = { url: ingressUrl, tenant, admin };
    await drain(pipeline, 20);
    const { perSecond } = await drain(pipeline, short ? 100 : 300);
    return { drained: perSecond, callsPerSecond: Math.min(MOST_CALLS_PER_SECOND, perSecond / 2) };
  } finally {
    await admin.end();
  }
}

/** An organization whose people get a mail and a text for each message, from a number that the sandbox knows. */
async function makeNotifiedTenant(surroundings: Surroundings): Promise<Tenant> {
  const { database, sandboxUrl } = surroundings;
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  try {
    const tenant = await makeTenant(admin, {
      encryptionKeys: database.secrets.encryptionKeys,
      settings: { notifications: { emails: ["owner@example.test"], phones: ["+14155550123"] } },
    });
    const { rows } = await admin.query<{ e164: string }>("SELECT e164 FROM phone_numbers WHERE organization_id = $1", [
      tenant.organizationId,
    ]);
    const response = await fetch(`${sandboxUrl}/sandbox/twilio/numbers`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ phoneNumber: rows[0]?.e164, texting: "registered" }),
    });
    if (!response.ok) throw new Error(`The sandbox doesn't take the number: ${await response.text()}`);
    return tenant;
  } finally {
    await admin.end();
  }
}

/** Kills one after another, each five seconds after the one before was ready again, until time is up and each had its turn. */
async function killInTurn(victims: Victim[], runMs: number): Promise<Record<string, number>> {
  const kills: Record<string, number> = {};
  const until = Date.now() + runMs;
  for (let turn = 0; Date.now() < until || turn < victims.length; turn++) {
    await sleep(BETWEEN_KILLS_MS);
    const victim = victims[turn % victims.length]!;
    console.log(`${new Date().toISOString()} kill -9 ${victim.name}`);
    await victim.kill();
    kills[victim.name] = (kills[victim.name] ?? 0) + 1;
    await victim.ready();
  }
  return kills;
}

/** Judges again and again until everything holds or time is up. */
async function settle(look: () => Promise<Verdict[]>): Promise<{ verdicts: Verdict[]; afterMs: number }> {
  const startedAt = Date.now();
  for (;;) {
    const verdicts = await look();
    const afterMs = Date.now() - startedAt;
    if (verdicts.every(({ holds }) => holds) || afterMs > SETTLE_LIMIT_MS) return { verdicts, afterMs };
    await sleep(1_000);
  }
}

/** Calls come in while everything between the ingress and the call's end is killed in turn. */
export const chaosRelay: ChaosRun = async ({ short }) => {
  const conditions = machine();
  const surroundings = await startSurroundings();
  try {
    const { drained, callsPerSecond } = await measureRate(surroundings, short);
    console.log(`Drains ${round(drained)} calls/s; sending ${round(callsPerSecond)} calls/s`);
    const tenant = await makeNotifiedTenant(surroundings);
    const job: TrafficJob = { url: surroundings.ingressUrl, tenant, callsPerSecond };
    const sendTraffic = await loadGenerator<TrafficReport>(new URL("traffic.ts", import.meta.url));
    const traffic = sendTraffic(job);
    const ownEndsBefore = surroundings.residents.map((resident) => resident.ownEnds());
    const kills = await killInTurn(surroundings.victims, short ? 40_000 : 300_000);
    traffic.stop();
    const report = await traffic.report;

    const { verdicts, afterMs } = await settle(() => judge(surroundings.admin, tenant, report, surroundings));
    const result: ChaosResult = {
      name: "chaos-relay",
      verdicts,
      kills,
      conditions: {
        ...conditions,
        drainedPerSecond: drained,
        callsPerSecond,
        calls: report.calls.length,
        requests: report.requests,
        repeats: report.repeats,
        reordered: report.reordered,
        retries: report.retries,
        acknowledged: new Set(report.acknowledged).size,
        settledAfterSeconds: afterMs / 1000,
        endedByThemselves: Object.fromEntries(
          surroundings.residents.map((resident, index) => [
            resident.name,
            resident.ownEnds() - (ownEndsBefore[index] ?? 0),
          ]),
        ),
        postgres: await checkDurable(surroundings.database.adminUrl),
      },
      ok: verdicts.every(({ holds }) => holds),
      ...(short ? { short } : {}),
    };
    return {
      result,
      rows: rowsOf(verdicts),
    };
  } finally {
    await surroundings.stop();
  }
};
