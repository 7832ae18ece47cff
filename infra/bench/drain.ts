import type { Client } from "pg";
import { machine, median, quantile, round, type BenchResult, type TableRow } from "./bench-result.ts";
import type { BareWorkflowsJob, BareWorkflowsReport } from "./load/bare-workflows.ts";
import type { OpenLoopJob, OpenLoopReport } from "./load/open-loop.ts";
import { loadGenerator, runGenerator } from "./load/run-generator.ts";
import { checkDurable } from "./setup/bench-database.ts";
import { startPipeline, type Pipeline } from "./setup/pipeline.ts";
import { waitForSettled } from "./setup/settled.ts";

const BURST_SECONDS = 5;
const TOOL_CALLS_PER_SECOND = 10;
/** Enough on their way to keep server and worker busy, few enough that Temporal doesn't suffer from its own backlog. */
const BARE_WINDOW = 32;
/** Burst with which a pipeline that was just started gets warm. */
const WARM_UP_EVENTS = 200;
const FLOOR = { rate: 0.4, "tool-call p99 ms": 250 };
const GOAL = { rate: 0.7, "tool-call p99 ms": 100 };

/** One burst of reports and what became of it. */
export interface Drained {
  /** Settled calls a second, from the first request to the last call. */
  perSecond: number;
  settled: number;
  acknowledged: number;
  failed: number;
  toolCallsMs: number[];
  toolCallsFailed: number;
}

async function settledSince(admin: Client, since: Date): Promise<{ count: number; lastAt: Date | null }> {
  const { rows } = await admin.query<{ count: string; last: Date | null }>(
    "SELECT count(*) AS count, max(settled_at) AS last FROM calls WHERE settled_at >= $1",
    [since],
  );
  return { count: Number(rows[0]?.count), lastAt: rows[0]?.last ?? null };
}

/** Sends reports in five seconds and waits until all their calls are settled; tools are called all the while. */
export async function drain(pipeline: Pick<Pipeline, "url" | "tenant" | "admin">, count: number): Promise<Drained> {
  const { url, tenant, admin } = pipeline;
  const { rows } = await admin.query<{ now: Date; before: string }>(
    "SELECT now(), (SELECT count(*) FROM calls WHERE settled_at IS NOT NULL) AS before",
  );
  const { now: since, before } = rows[0]!;
  const callTools = await loadGenerator<OpenLoopReport>("open-loop");
  const sendReports = await loadGenerator<OpenLoopReport>("open-loop");
  const toolCalls = callTools({
    url,
    tenant,
    message: "tool-call",
    perSecond: TOOL_CALLS_PER_SECOND,
    count: Number.MAX_SAFE_INTEGER,
    connections: 64,
  } satisfies OpenLoopJob);
  const reports = await sendReports({
    url,
    tenant,
    message: "report",
    perSecond: count / BURST_SECONDS,
    count,
    connections: 64,
  } satisfies OpenLoopJob).report;
  await waitForSettled(admin, Number(before) + reports.acknowledged);
  toolCalls.stop();
  const tools = await toolCalls.report;
  const settled = await settledSince(admin, since);
  return {
    perSecond: settled.count / (((settled.lastAt?.getTime() ?? Number.NaN) - reports.startedAt) / 1000),
    settled: settled.count,
    acknowledged: reports.acknowledged,
    failed: reports.failed,
    toolCallsMs: tools.latenciesMs,
    toolCallsFailed: tools.failed,
  };
}

/** A burst of call ends, each processed in full, by the rate of workflows that do nothing. */
export async function benchDrain({ short }: { short: boolean }): Promise<{ result: BenchResult; rows: TableRow[] }> {
  const conditions = machine();
  const pipeline = await startPipeline("bench_drain");
  try {
    const count = short ? 200 : 600;
    const { address, namespace } = pipeline.temporal;
    const measureBare = async (workflows: number) => {
      const job: BareWorkflowsJob = { address, namespace, count: workflows, pace: { window: BARE_WINDOW } };
      return (await runGenerator<BareWorkflowsReport>("bare-workflows", job)).perSecond;
    };
    const rows: TableRow[] = [];
    const note = (turn: number | string, events: number, drained: Drained) =>
      rows.push({
        turn,
        way: "drain",
        events,
        "per second": round(drained.perSecond),
        settled: drained.settled,
        failed: drained.failed,
        "tool-call p99 ms": round(quantile(drained.toolCallsMs, 0.99)),
      });
    // What starts up compiles code and opens connections; its own figures are printed, and judged by nobody.
    const warmUp = await drain(pipeline, WARM_UP_EVENTS);
    note("warm-up", WARM_UP_EVENTS, warmUp);

    const bareRates: number[] = [];
    const bursts: Drained[] = [];
    for (let turn = 1; turn <= (short ? 1 : 3); turn++) {
      const bare = await measureBare(count);
      bareRates.push(bare);
      rows.push({ turn, way: "bare workflows", events: count, "per second": round(bare) });
      const burst = await drain(pipeline, count);
      bursts.push(burst);
      note(turn, count, burst);
    }
    const sized = bursts.slice();
    const baseline = median(bareRates);
    let large: Drained | undefined;
    let largeBaseline = baseline;
    if (!short) {
      large = await drain(pipeline, 10_000);
      bursts.push(large);
      note("10,000", 10_000, large);
      // Temporal's own store has grown meanwhile, which slows the bare workflows as well.
      const after = await measureBare(count);
      rows.push({ turn: "10,000", way: "bare workflows", events: count, "per second": round(after) });
      largeBaseline = (baseline + after) / 2;
    }

    const p99 = median(sized.map((burst) => quantile(burst.toolCallsMs, 0.99)));
    const value = { rate: median(sized.map((burst) => burst.perSecond)), "tool-call p99 ms": p99 };
    const countsAgree = bursts.every(
      (burst) => burst.settled === burst.acknowledged && burst.failed === 0 && burst.toolCallsFailed === 0,
    );
    const ratio = value.rate / baseline;
    const result: BenchResult = {
      name: "drain",
      value,
      unit: "settled calls/s",
      baseline,
      ratio,
      conditions: {
        ...conditions,
        events: count,
        burstSeconds: BURST_SECONDS,
        toolCallsPerSecond: TOOL_CALLS_PER_SECOND,
        baseline: `workflows of one empty activity, ${BARE_WINDOW} on their way`,
        warmUp: { events: WARM_UP_EVENTS, "tool-call p99 ms": quantile(warmUp.toolCallsMs, 0.99) },
        tenThousand: large && {
          perSecond: large.perSecond,
          baseline: largeBaseline,
          ratio: large.perSecond / largeBaseline,
          settled: large.settled,
          "tool-call p99 ms": quantile(large.toolCallsMs, 0.99),
        },
        postgres: await checkDurable(pipeline.database.adminUrl),
        settledInSql: bursts.reduce((sum, burst) => sum + burst.settled, 0),
        acknowledged: bursts.reduce((sum, burst) => sum + burst.acknowledged, 0),
        countsAgree,
      },
      floor: FLOOR,
      goal: GOAL,
      ok:
        countsAgree &&
        ratio >= FLOOR.rate &&
        (!large || large.perSecond / largeBaseline >= FLOOR.rate) &&
        bursts.every((burst) => quantile(burst.toolCallsMs, 0.99) <= FLOOR["tool-call p99 ms"]),
      ...(short ? { short } : {}),
    };
    return { result, rows };
  } finally {
    await pipeline.stop();
  }
}
