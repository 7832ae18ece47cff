import { machine, median, quantile, round, type BenchResult, type TableRow } from "./bench-result.ts";
import type { BareWorkflowsJob, BareWorkflowsReport } from "./load/bare-workflows.ts";
import type { OpenLoopJob, OpenLoopReport } from "./load/open-loop.ts";
import { runGenerator } from "./load/run-generator.ts";
import { checkDurable } from "./setup/bench-database.ts";
import { startPipeline, type Pipeline } from "./setup/pipeline.ts";
import { waitForSettled } from "./setup/settled.ts";

const PER_SECOND = 10;
const FLOOR = { p50: 2.5, p99: 4 };
const GOAL = { p50: 1.5, p99: 2.5 };

/** From the report's transaction until the transaction of the workflow's first activity began, both by the database's clock. */
async function latencies(pipeline: Pipeline, since: Date): Promise<number[]> {
  const { rows } = await pipeline.admin.query<{ ms: number }>(
    `SELECT extract(epoch FROM c.settled_at - e.received_at)::float8 * 1000 AS ms
     FROM outbox_events e
     JOIN calls c ON c.organization_id = e.organization_id AND 'end-of-call-report:' || c.provider_call_id = e.event_key
     WHERE e.type = 'end-of-call-report' AND e.received_at >= $1`,
    [since],
  );
  return rows.map((row) => row.ms);
}

/** Commit of a call's end until its workflow's first activity runs, at a rate that Temporal takes easily. */
export async function benchDispatch({ short }: { short: boolean }): Promise<{ result: BenchResult; rows: TableRow[] }> {
  const conditions = machine();
  const pipeline = await startPipeline("bench_dispatch");
  try {
    const count = PER_SECOND * (short ? 10 : 30);
    const measureBare = async (requests: number) => {
      const { address, namespace } = pipeline.temporal;
      const job: BareWorkflowsJob = { address, namespace, count: requests, pace: { perSecond: PER_SECOND } };
      return (await runGenerator<BareWorkflowsReport>("bare-workflows", job)).latenciesMs;
    };
    let acknowledged = 0;
    let failed = 0;
    const measureOurs = async (requests: number) => {
      const { rows } = await pipeline.admin.query<{ now: Date }>("SELECT now()");
      const { tenant, url } = pipeline;
      const job: OpenLoopJob = {
        url,
        tenant,
        message: "report",
        perSecond: PER_SECOND,
        count: requests,
        connections: 16,
      };
      const report = await runGenerator<OpenLoopReport>("open-loop", job);
      acknowledged += report.acknowledged;
      failed += report.failed;
      await waitForSettled(pipeline.admin, acknowledged);
      return await latencies(pipeline, rows[0]!.now);
    };
    await measureOurs(30);

    const rows: TableRow[] = [];
    const measured = { bare: [] as number[][], ours: [] as number[][] };
    for (let turn = 1; turn <= (short ? 1 : 3); turn++) {
      for (const way of ["bare", "ours"] as const) {
        const ms = way === "bare" ? await measureBare(count) : await measureOurs(count);
        measured[way].push(ms);
        rows.push({ turn, way, calls: ms.length, p50Ms: round(median(ms)), p99Ms: round(quantile(ms, 0.99)) });
      }
    }
    const settled = await waitForSettled(pipeline.admin, acknowledged);
    const countsAgree = settled === acknowledged && failed === 0;

    const middle = (way: "bare" | "ours") => ({
      p50: median(measured[way].map((ms) => median(ms))),
      p99: median(measured[way].map((ms) => quantile(ms, 0.99))),
    });
    const [value, baseline] = [middle("ours"), middle("bare")];
    const ratio = { p50: value.p50 / baseline.p50, p99: value.p99 / baseline.p99 };
    const result: BenchResult = {
      name: "dispatch",
      value,
      unit: "ms from commit to first activity",
      baseline,
      ratio,
      conditions: {
        ...conditions,
        callEndsPerSecond: PER_SECOND,
        calls: count,
        baseline: "client.workflow.start of one empty activity, on a worker of its own",
        postgres: await checkDurable(pipeline.database.adminUrl),
        settledInSql: settled,
        acknowledged,
        countsAgree,
      },
      floor: FLOOR,
      goal: GOAL,
      ok: countsAgree && ratio.p50 <= FLOOR.p50 && ratio.p99 <= FLOOR.p99,
      ...(short ? { short } : {}),
    };
    return { result, rows };
  } finally {
    await pipeline.stop();
  }
}
