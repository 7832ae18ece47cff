import { machine, median, quantile, round, type BenchResult, type TableRow } from "./bench-result.ts";
import type { OpenLoopJob, OpenLoopReport } from "./load/open-loop.ts";
import { runGenerator } from "./load/run-generator.ts";
import { checkDurable } from "./setup/bench-database.ts";
import { startIngestServers } from "./setup/ingest-servers.ts";

/** Slow enough that each request is answered before the next is due. */
const PER_SECOND = 50;
/** Many short turns: the machine's mood changes within seconds, and both servers shall meet all of it. */
const TURNS = 10;
const FLOOR = 1.1;
const GOAL = 0.9;

/** How long a lone client waits for its acknowledgement, which nobody shares the commit with. */
export async function benchIngressLone({
  short,
}: {
  short: boolean;
}): Promise<{ result: BenchResult; rows: TableRow[] }> {
  const conditions = machine();
  const servers = await startIngestServers();
  try {
    const measure = (server: { url: string }, count: number, perSecond = PER_SECOND) => {
      const job: OpenLoopJob = {
        url: server.url,
        tenant: servers.tenant,
        message: "transcript",
        perSecond,
        count,
        connections: 1,
        bodyBytes: 1024,
        cores: servers.cores,
      };
      return runGenerator<OpenLoopReport>("open-loop", job);
    };
    const count = short ? 250 : 300;
    const warmUps = [await measure(servers.insertEach, 2000, 400), await measure(servers.ingress, 2000, 400)];
    const reports = { insertEach: [] as OpenLoopReport[], ingress: [] as OpenLoopReport[] };
    const rows: TableRow[] = [];
    for (let turn = 1; turn <= (short ? 2 : TURNS); turn++) {
      // Who goes second finds the machine warmer, so they take turns.
      const order = ["insertEach", "ingress"] as const;
      for (const server of turn % 2 ? order : order.toReversed()) {
        const report = await measure(servers[server], count);
        reports[server].push(report);
        const { latenciesMs, failed } = report;
        rows.push({
          turn,
          server,
          requests: count,
          failed,
          p50Ms: round(median(latenciesMs)),
          p99Ms: round(quantile(latenciesMs, 0.99)),
        });
      }
    }
    const { rows: counted } = await servers.admin.query<{ events: string }>(
      "SELECT count(*) AS events FROM outbox_events WHERE organization_id = $1",
      [servers.tenant.organizationId],
    );
    const sent = [warmUps[1]!, ...reports.ingress];
    const acknowledged = sent.reduce((sum, report) => sum + report.acknowledged, 0);
    const failed = [...warmUps, ...reports.ingress, ...reports.insertEach].reduce(
      (sum, report) => sum + report.failed,
      0,
    );
    const countsAgree = Number(counted[0]?.events) === acknowledged && failed === 0;

    const middle = (server: "insertEach" | "ingress") =>
      median(reports[server].flatMap((report) => report.latenciesMs));
    const [value, baseline] = [middle("ingress"), middle("insertEach")];
    const result: BenchResult = {
      name: "ingress-lone",
      value,
      unit: "ms p50 until acknowledged",
      baseline,
      ratio: value / baseline,
      conditions: {
        ...conditions,
        loop: `open, ${PER_SECOND} requests/s on one connection`,
        bodyBytes: 1024,
        cores: servers.cores ? `all processes on cores ${servers.cores}` : "not pinned",
        postgres: await checkDurable(servers.database.adminUrl),
        rowsInSql: Number(counted[0]?.events),
        acknowledged,
        countsAgree,
      },
      floor: FLOOR,
      goal: GOAL,
      ok: countsAgree && value / baseline <= FLOOR,
      ...(short ? { short } : {}),
    };
    return { result, rows };
  } finally {
    await servers.stop();
  }
}
