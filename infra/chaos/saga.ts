import { setTimeout as sleep } from "node:timers/promises";
import { machine, quantile, round } from "../bench/bench-result.ts";
import { checkDurable } from "../bench/setup/bench-database.ts";
import { rowsOf, type ChaosResult, type ChaosRun } from "./chaos-result.ts";
import { judgeSaga } from "./saga/judge-saga.ts";
import { startSagaStage, type SagaStage } from "./saga/stage.ts";
import { sagaWays, type SagaWay } from "./saga/ways.ts";
import { counted } from "./verdict.ts";

/** After a fault everything must be in order again within this time. */
const LIMIT_MS = 60_000;
/** How long a way is waited for before it counts as stuck. */
const PATIENCE_MS = 180_000;

/** One way with one thing that goes wrong. */
interface Played {
  way: string;
  request: string;
  fault: string;
  /** From the fault until everything was in order again; infinite for a way that never ended. */
  recoveredMs: number;
}

async function untilOver(way: SagaWay): Promise<number> {
  const startedAt = Date.now();
  while (Date.now() - startedAt < PATIENCE_MS) {
    if (await way.isOver()) return Date.now() - startedAt;
    await sleep(50);
  }
  return Number.POSITIVE_INFINITY;
}

/** Plays a way once without faults and tells which requests it makes at the providers. */
async function requestsOf({ gate }: SagaStage, make: () => Promise<SagaWay>): Promise<string[]> {
  const way = await make();
  gate.open();
  await way.begin();
  await untilOver(way);
  // What follows the last request that is seen, such as an answer that is written down, makes none.
  await sleep(500);
  return gate.seen();
}

async function playFailing(
  { gate }: SagaStage,
  way: SagaWay,
  strike: { at: number; when: "before" | "after" },
): Promise<{ request: string; recoveredMs: number }> {
  const struck = gate.strike({ ...strike, how: "fail" });
  await way.begin();
  const request = await struck;
  return { request, recoveredMs: await untilOver(way) };
}

async function playKilled(
  { gate, worker }: SagaStage,
  way: SagaWay,
  at: number,
): Promise<{ request: string; recoveredMs: number }> {
  const struck = gate.strike({ at, when: "after", how: "hold" });
  await way.begin();
  const request = await struck;
  await worker.kill();
  const startedAt = Date.now();
  await worker.ready();
  const recoveredMs = await untilOver(way);
  return { request, recoveredMs: recoveredMs === Number.POSITIVE_INFINITY ? recoveredMs : Date.now() - startedAt };
}

/**
 * Every workflow that works at providers, once for each request that it makes there and each way in which that can go wrong: the
 * request fails before its effect, its answer is lost, and the worker is killed when the effect is there and nobody has written it
 * down. The short form kills and loses answers where something is changed, in provisioning and release.
 */
export const chaosSaga: ChaosRun = async ({ short }) => {
  const conditions = machine();
  const stage = await startSagaStage("chaos_saga");
  try {
    const ways = Object.entries(sagaWays(stage));
    const played: Played[] = [];
    const requests: Record<string, string[]> = {};
    let kills = 0;
    // The organization's credential is made by its first number: from then on every number takes the same way.
    await requestsOf(stage, sagaWays(stage)["provisionPhoneNumber"]!);
    for (const [name, make] of ways) {
      const seen = await requestsOf(stage, make);
      requests[name] = seen;
      if (short && !["provisionPhoneNumber", "releasePhoneNumber"].includes(name)) continue;
      for (const [index, request] of seen.entries()) {
        const changes = !request.startsWith("GET");
        if (short && !changes) continue;
        for (const when of short ? (["after"] as const) : (["before", "after"] as const)) {
          const outcome = await playFailing(stage, await make(), { at: index + 1, when });
          played.push({ way: name, fault: `fails ${when} its effect`, ...outcome });
        }
        const outcome = await playKilled(stage, await make(), index + 1);
        kills += 1;
        played.push({ way: name, fault: "worker killed", ...outcome });
        console.log(`${name}: ${request} failed and was killed at`);
      }
    }

    stage.gate.open();
    const late = played.filter(({ recoveredMs }) => recoveredMs > LIMIT_MS);
    const verdicts = [
      ...(await settled(stage)),
      counted(
        "ways that were not in order within 60 s of their fault",
        0,
        late.length,
        late.map((one) => JSON.stringify(one)),
      ),
    ];
    const recovered = (fault: string) =>
      played.filter((one) => one.fault === fault).map(({ recoveredMs }) => recoveredMs / 1000);
    const seconds = (values: number[]) => ({
      p50: round(quantile(values, 0.5)),
      max: round(values.length > 0 ? Math.max(...values) : Number.NaN),
    });
    const result: ChaosResult = {
      name: "chaos-saga",
      verdicts,
      kills: { worker: kills },
      conditions: {
        ...conditions,
        ways: requests,
        played: played.length,
        recoveredSeconds: {
          killed: seconds(recovered("worker killed")),
          answerLost: seconds(recovered("fails after its effect")),
          ...(short ? {} : { refused: seconds(recovered("fails before its effect")) }),
        },
        postgres: await checkDurable(stage.database.adminUrl),
      },
      ok: verdicts.every(({ holds }) => holds),
      ...(short ? { short } : {}),
    };
    return { result, rows: rowsOf(verdicts) };
  } finally {
    await stage.stop();
  }
};

/** Judges again and again until everything holds or a minute is over: the last workflows write their ends. */
async function settled(stage: SagaStage): Promise<Awaited<ReturnType<typeof judgeSaga>>> {
  const until = Date.now() + LIMIT_MS;
  for (;;) {
    const verdicts = await judgeSaga(stage);
    if (verdicts.every(({ holds }) => holds) || Date.now() > until) return verdicts;
    await sleep(1_000);
  }
}
