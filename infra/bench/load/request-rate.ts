import autocannon from "autocannon";
import { pin } from "../setup/pin.ts";
import { serveJob } from "./serve-job.ts";

/** A request that is sent again and again. */
export interface RateRequest {
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** What the generator is told. */
export interface RequestRateJob {
  /** Address of the server, without a path. */
  url: string;
  /** Each connection takes them in turn, beginning at another one. */
  requests: RateRequest[];
  connections: number;
  /** Requests in all, and before them to warm up. */
  amount: number;
  warmUp: number;
  cores: string;
}

/** What it reports. */
export interface RequestRateReport {
  perSecond: number;
  succeeded: number;
  failed: number;
  p50Ms: number;
  p99Ms: number;
}

async function run(job: RequestRateJob, amount: number): Promise<RequestRateReport> {
  let connection = 0;
  const startedAt = performance.now();
  const result = await autocannon({
    url: job.url,
    connections: job.connections,
    amount,
    timeout: 30,
    setupClient: (client) => {
      const from = connection++ % job.requests.length;
      client.setRequests([...job.requests.slice(from), ...job.requests.slice(0, from)]);
    },
  });
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    perSecond: result["2xx"] / seconds,
    succeeded: result["2xx"],
    failed: result.non2xx + result.errors + result.timeouts,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  };
}

async function work(job: RequestRateJob): Promise<RequestRateReport> {
  if (job.cores) pin(process.pid, job.cores);
  const warmUp = await run(job, job.warmUp);
  const measured = await run(job, job.amount);
  return { ...measured, failed: warmUp.failed + measured.failed };
}

serveJob(work);
