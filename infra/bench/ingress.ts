import { setTimeout as sleep } from "node:timers/promises";
import { machine, median, round, type BenchResult, type TableRow } from "./bench-result.ts";
import { runGenerator } from "./load/run-generator.ts";
import type { MaxRateJob, MaxRateReport } from "./load/max-rate.ts";
import { pgbenchInserts } from "./pgbench.ts";
import { checkDurable } from "./setup/bench-database.ts";
import { startIngestServers, type IngestServers, type MeasuredServer } from "./setup/ingest-servers.ts";

const CONNECTIONS = 64;
const BODY_BYTES = 1024;
const REPEAT_EVERY = 20;
const FLOOR = { "of empty": 0.55, "of insert each": 1.3 };
const GOAL = { "of empty": 0.8, "of insert each": 1.8 };

type Variant = "empty" | "insertEach" | "ingress";

function measure(servers: IngestServers, server: MeasuredServer, short: boolean): Promise<MaxRateReport> {
  const job: MaxRateJob = {
    url: server.url,
    tenant: servers.tenant,
    connections: CONNECTIONS,
    requests: short ? 300 : 800,
    warmUp: 80,
    bodyBytes: BODY_BYTES,
    repeatEvery: REPEAT_EVERY,
    cores: servers.cores,
  };
  return runGenerator<MaxRateReport>("max-rate", job);
}

async function count(servers: IngestServers): Promise<{ events: number; inserts: number }> {
  const { rows } = await servers.admin.query<{ events: string; inserts: string }>(
    `SELECT (SELECT count(*) FROM outbox_events WHERE organization_id = $1) AS events,
            (SELECT count(*) FROM bench_events WHERE event_key LIKE 'transcript:%') AS inserts`,
    [servers.tenant.organizationId],
  );
  return { events: Number(rows[0]?.events), inserts: Number(rows[0]?.inserts) };
}

/** Signed events acknowledged after their commit, as many a second as go. */
export async function benchIngress({ short }: { short: boolean }): Promise<{ result: BenchResult; rows: TableRow[] }> {
  const conditions = machine();
  const servers = await startIngestServers();
  try {
    const reports: Record<Variant, MaxRateReport[]> = { empty: [], insertEach: [], ingress: [] };
    const rows: TableRow[] = [];
    for (let turn = 1; turn <= (short ? 1 : 3); turn++) {
      for (const variant of ["empty", "ingress", "insertEach"] as const) {
        await servers.admin.query("CHECKPOINT");
        await sleep(500);
        const report = await measure(servers, servers[variant], short);
        reports[variant].push(report);
        const { perSecond, acknowledged, failed, p50Ms, p99Ms } = report;
        rows.push({ turn, server: variant, "events/s": round(perSecond), acknowledged, failed, p50Ms, p99Ms });
      }
    }
    const pgbench = await pgbenchInserts(servers.database.adminUrl, { seconds: short ? 3 : 10, bodyBytes: BODY_BYTES });
    rows.push({
      turn: "-",
      server: "pgbench, prepared INSERT, 32 clients",
      "events/s": pgbench === null ? "not installed" : round(pgbench),
    });

    const inTables = await count(servers);
    const sum = (variant: Variant, figure: keyof MaxRateReport) =>
      reports[variant].reduce((total, report) => total + report[figure], 0);
    const countsAgree =
      inTables.events === sum("ingress", "distinct") &&
      inTables.inserts === sum("insertEach", "acknowledged") &&
      sum("ingress", "failed") + sum("empty", "failed") + sum("insertEach", "failed") === 0;
    rows.push({
      turn: "-",
      server: `rows in SQL ${inTables.events}, different events acknowledged ${sum("ingress", "distinct")}`,
    });

    const middle = (variant: Variant) => median(reports[variant].map((report) => report.perSecond));
    const value = middle("ingress");
    const baseline = { "of empty": middle("empty"), "of insert each": middle("insertEach") };
    const ratio = { "of empty": value / baseline["of empty"], "of insert each": value / baseline["of insert each"] };
    const result: BenchResult = {
      name: "ingress",
      value,
      unit: "events/s acknowledged after commit",
      baseline,
      ratio,
      conditions: {
        ...conditions,
        connections: CONNECTIONS,
        bodyBytes: BODY_BYTES,
        repeats: `every ${REPEAT_EVERY}th request`,
        message: "transcript (final), which also gets a delivery row",
        relay: "in another process, off",
        cores: servers.cores ? `all processes on cores ${servers.cores}` : "not pinned",
        postgres: await checkDurable(servers.database.adminUrl),
        pgbench,
        "share of pgbench": pgbench === null ? null : round(value / pgbench),
        rowsInSql: inTables.events,
        acknowledged: sum("ingress", "acknowledged"),
        countsAgree,
      },
      floor: FLOOR,
      goal: GOAL,
      ok: countsAgree && ratio["of empty"] >= FLOOR["of empty"] && ratio["of insert each"] >= FLOOR["of insert each"],
      ...(short ? { short } : {}),
    };
    return { result, rows };
  } finally {
    await servers.stop();
  }
}
