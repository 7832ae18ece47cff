import { randomUUID } from "node:crypto";
import autocannon from "autocannon";
import { pin } from "../setup/pin.ts";
import type { Tenant } from "../setup/tenant.ts";
import { signVapi, transcriptMessage, vapiPath } from "./vapi-messages.ts";
import { serveJob } from "./serve-job.ts";

/** What the generator is told. */
export interface MaxRateJob {
  /** Address of the server, without a path. */
  url: string;
  tenant: Tenant;
  connections: number;
  /** Requests of each connection; those of the warm-up come before. */
  requests: number;
  warmUp: number;
  bodyBytes: number;
  /** Every n-th request repeats the one before it. */
  repeatEvery: number;
  cores: string;
}

/** What it reports. */
export interface MaxRateReport {
  perSecond: number;
  acknowledged: number;
  /** Different events among the acknowledged, warm-up included. */
  distinct: number;
  failed: number;
  p50Ms: number;
  p99Ms: number;
}

interface Phase {
  perSecond: number;
  acknowledged: number;
  distinct: number;
  failed: number;
  p50Ms: number;
  p99Ms: number;
}

/** One connection is one call that talks: its messages differ by their time. */
function prepare(job: MaxRateJob, count: number): { requests: autocannon.Request[]; distinct: number } {
  const callId = randomUUID();
  const createdAt = new Date();
  const requests: autocannon.Request[] = [];
  let distinct = 0;
  for (let index = 0; index < count; index++) {
    const last = requests.at(-1);
    if (last && index % job.repeatEvery === 0) {
      requests.push({ ...last });
      continue;
    }
    const body = transcriptMessage(job.tenant, {
      callId,
      createdAt,
      at: createdAt.getTime() + index,
      bytes: job.bodyBytes,
    });
    distinct += 1;
    requests.push({ method: "POST", path: vapiPath(job.tenant), body, headers: signVapi(job.tenant.secret, body) });
  }
  return { requests, distinct };
}

/** Each connection sends its own requests once, as fast as they are answered. */
async function run(job: MaxRateJob, perConnection: number): Promise<Phase> {
  const prepared = Array.from({ length: job.connections }, () => prepare(job, perConnection));
  const waiting = prepared.map(({ requests }) => requests);
  let [firstAt, lastAt] = [0, 0];
  const instance = autocannon({
    url: job.url,
    connections: job.connections,
    amount: job.connections * perConnection,
    timeout: 30,
    setupClient: (client) => {
      client.setRequests(waiting.pop() ?? []);
      firstAt ||= performance.now();
      client.on("response", () => {
        lastAt = performance.now();
      });
    },
  });
  const result = await instance;
  const acknowledged = result["2xx"];
  return {
    perSecond: acknowledged / ((lastAt - firstAt) / 1000),
    acknowledged,
    distinct: prepared.reduce((sum, { distinct }) => sum + distinct, 0),
    failed: result.non2xx + result.errors + result.timeouts,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  };
}

async function work(job: MaxRateJob): Promise<MaxRateReport> {
  if (job.cores) pin(process.pid, job.cores);
  const warmUp = await run(job, job.warmUp);
  const measured = await run(job, job.requests);
  return {
    ...measured,
    acknowledged: warmUp.acknowledged + measured.acknowledged,
    distinct: warmUp.distinct + measured.distinct,
    failed: warmUp.failed + measured.failed,
  };
}

serveJob(work);
