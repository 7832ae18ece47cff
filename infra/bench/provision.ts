import { setTimeout as sleep } from "node:timers/promises";
import { newId } from "@callflex/db/ids";
import { startSagaStage, type SagaStage } from "../chaos/saga/stage.ts";
import { sagaWays } from "../chaos/saga/ways.ts";
import { machine, median, quantile, round, type BenchResult, type TableRow } from "./bench-result.ts";
import { checkDurable } from "./setup/bench-database.ts";

/** Times of the providers' calls alone, for orientation: what is durable in between has its price. */
const FLOOR = { p50: 12, p95: 15 };
const GOAL = { p50: 6, p95: 8 };

/** One number from the request's commit to its activation, by the database's clock. */
interface Provisioned {
  totalMs: number;
  /** Of it at the providers' stand-ins. */
  providersMs: number;
}

async function provision(stage: SagaStage): Promise<Provisioned> {
  const way = await sagaWays(stage)["provisionPhoneNumber"]!();
  stage.gate.open();
  await way.begin();
  while (!(await way.isOver())) await sleep(20);
  const { rows } = await stage.admin.query<{ ms: number | null }>(
    `SELECT extract(epoch FROM activated_at - created_at)::float8 * 1000 AS ms FROM phone_numbers
     WHERE activated_at IS NOT NULL ORDER BY activated_at DESC LIMIT 1`,
  );
  return { totalMs: rows[0]?.ms ?? Number.NaN, providersMs: stage.gate.spentMs() };
}

/** The same calls at the same stand-ins, one after another, by whoever keeps no record. */
async function bareCalls(
  { providers, tenant }: SagaStage,
  { index, credentialId }: { index: number; credentialId: string },
): Promise<number> {
  const { twilioNumbers, vapiNumbers, vapiAssistants } = providers;
  const id = newId();
  const e164 = `+1937555${String(1000 + index).slice(-4)}`;
  const startedAt = performance.now();
  const bought = await twilioNumbers.provisionNumber({ id, e164 });
  const metadata = { callflexAssistantId: newId(), callflexOrganizationId: tenant.organizationId };
  await vapiAssistants.createVapiAssistant({ name: "Bare", metadata }, new Date());
  await vapiNumbers.importVapiPhoneNumber(e164, {
    numberId: id,
    serverUrl: "http://127.0.0.1:9/vapi",
    credentialId,
    fallbackNumber: "+14155550160",
  });
  await twilioNumbers.updateNumberWebhook(bought.sid, { statusCallback: "http://127.0.0.1:9/status" });
  return performance.now() - startedAt;
}

/** A number from the request to its activation, and how much of that is spent at the providers. */
export async function benchProvision({
  short,
}: {
  short: boolean;
}): Promise<{ result: BenchResult; rows: TableRow[] }> {
  const conditions = machine();
  const stage = await startSagaStage("bench_provision");
  try {
    const count = short ? 10 : 30;
    for (let warm = 0; warm < 5; warm++) await provision(stage);
    // An organization has its credential before its number, and so has the baseline.
    const { id: credentialId } = await stage.providers.vapiCredentials.createVapiCredential({
      organizationId: newId(),
      secret: "of the baseline",
    });
    const ours: Provisioned[][] = [];
    const bare: number[][] = [];
    const rows: TableRow[] = [];
    for (let turn = 1; turn <= (short ? 1 : 3); turn++) {
      const bareMs: number[] = [];
      for (let n = 0; n < count; n++) bareMs.push(await bareCalls(stage, { index: turn * 100 + n, credentialId }));
      bare.push(bareMs);
      rows.push({
        turn,
        way: "bare calls",
        numbers: count,
        p50Ms: round(median(bareMs)),
        p95Ms: round(quantile(bareMs, 0.95)),
      });
      const provisioned: Provisioned[] = [];
      for (let n = 0; n < count; n++) provisioned.push(await provision(stage));
      ours.push(provisioned);
      const totals = provisioned.map(({ totalMs }) => totalMs);
      rows.push({
        turn,
        way: "provision",
        numbers: count,
        p50Ms: round(median(totals)),
        p95Ms: round(quantile(totals, 0.95)),
      });
    }

    const middle = (of: number[][]) => ({
      p50: median(of.map((turn) => median(turn))),
      p95: median(of.map((turn) => quantile(turn, 0.95))),
    });
    const value = middle(ours.map((turn) => turn.map(({ totalMs }) => totalMs)));
    const baseline = middle(bare);
    const ratio = { p50: value.p50 / baseline.p50, p95: value.p95 / baseline.p95 };
    const all = ours.flat();
    const { rows: counted } = await stage.admin.query<{ active: number }>(
      "SELECT count(*)::integer AS active FROM phone_numbers WHERE state = 'active' AND activated_at IS NOT NULL",
    );
    const countsAgree = counted[0]!.active === all.length + 5;
    const result: BenchResult = {
      name: "provision",
      value,
      unit: "ms from the request's commit to the active number",
      baseline,
      ratio,
      conditions: {
        ...conditions,
        numbers: all.length,
        baseline: "the same calls at the stand-ins, one after another, with the looks before them",
        shareInOurCode: round(median(all.map(({ totalMs, providersMs }) => 1 - providersMs / totalMs))),
        providersMs: round(median(all.map(({ providersMs }) => providersMs))),
        postgres: await checkDurable(stage.database.adminUrl),
        activeInSql: counted[0]!.active,
        countsAgree,
      },
      floor: FLOOR,
      goal: GOAL,
      ok: countsAgree && ratio.p50 <= FLOOR.p50 && ratio.p95 <= FLOOR.p95,
      ...(short ? { short } : {}),
    };
    return { result, rows };
  } finally {
    await stage.stop();
  }
}
