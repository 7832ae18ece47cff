import { randomInt, randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { pin } from "../setup/pin.ts";
import type { Tenant } from "../setup/tenant.ts";
import { reportMessage, signVapi, toolCallMessage, transcriptMessage, vapiPath } from "./vapi-messages.ts";
import { serveJob } from "./serve-job.ts";

/** What the generator is told: so many requests, so many a second, whether or not the ones before were answered. */
export interface OpenLoopJob {
  url: string;
  tenant: Tenant;
  message: "transcript" | "report" | "tool-call";
  perSecond: number;
  /** Requests in all; the generator can be told to stop before. */
  count: number;
  /** Most connections; a request that finds none free waits, and the wait counts. */
  connections: number;
  bodyBytes?: number;
  cores?: string;
}

/** What it reports. */
export interface OpenLoopReport {
  acknowledged: number;
  failed: number;
  /** From when a request was due until its answer was read, in ms. */
  latenciesMs: number[];
  /** Wall clock of the first request, ms since the epoch. */
  startedAt: number;
  /** How late the latest request was sent: above some ms the generator itself was the bottleneck. */
  worstLagMs: number;
}

function messages(job: OpenLoopJob): (index: number) => string {
  const { tenant } = job;
  const createdAt = new Date();
  const calls = Array.from({ length: 20 }, () => randomUUID());
  const callId = () => calls[randomInt(calls.length)]!;
  switch (job.message) {
    case "transcript":
      return (index) =>
        transcriptMessage(tenant, {
          callId: callId(),
          createdAt,
          at: createdAt.getTime() + index,
          bytes: job.bodyBytes ?? 1024,
        });
    case "report":
      return () =>
        reportMessage(tenant, {
          callId: randomUUID(),
          seconds: randomInt(15, 300),
          caller: `+1212555${randomInt(1000, 9999)}`,
        });
    case "tool-call":
      return () => toolCallMessage(tenant, { callId: callId(), createdAt, toolCallId: `call_${randomUUID()}` });
  }
}

function send(job: OpenLoopJob, agent: Agent, body: string): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = { ...signVapi(job.tenant.secret, body), "content-length": Buffer.byteLength(body) };
    const req = request(job.url + vapiPath(job.tenant), { method: "POST", agent, headers, timeout: 30_000 }, (res) => {
      res.resume();
      res.once("end", () => resolve(res.statusCode === 200));
      res.once("error", () => resolve(false));
    });
    req.once("timeout", () => req.destroy());
    req.once("error", () => resolve(false));
    req.end(body);
  });
}

async function work(job: OpenLoopJob, stopped: () => boolean): Promise<OpenLoopReport> {
  if (job.cores) pin(process.pid, job.cores);
  const agent = new Agent({ keepAlive: true, maxSockets: job.connections });
  const make = messages(job);
  const report: OpenLoopReport = { acknowledged: 0, failed: 0, latenciesMs: [], startedAt: Date.now(), worstLagMs: 0 };
  const startedAt = performance.now();
  const pending: Promise<void>[] = [];
  for (let index = 0; index < job.count && !stopped(); index++) {
    const due = startedAt + (index * 1000) / job.perSecond;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    report.worstLagMs = Math.max(report.worstLagMs, performance.now() - due);
    const sent = send(job, agent, make(index)).then((ok) => {
      report.latenciesMs.push(performance.now() - due);
      if (ok) report.acknowledged += 1;
      else report.failed += 1;
    });
    pending.push(sent);
  }
  await Promise.all(pending);
  agent.destroy();
  return report;
}

serveJob(work);
