import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { serveJob } from "../bench/load/serve-job.ts";
import { signVapi, vapiPath } from "../bench/load/vapi-messages.ts";
import type { Tenant } from "../bench/setup/tenant.ts";
import { scriptCall, type ScriptedMessage } from "./call-script.ts";

/** Calls as VAPI would bring them, to an ingress that is away now and then. */
export interface TrafficJob {
  url: string;
  tenant: Tenant;
  callsPerSecond: number;
}

/** What was acknowledged, and so must not be lost. */
export interface TrafficReport {
  calls: { callId: string; seconds: number }[];
  /** Keys of the messages that got their 2xx. */
  acknowledged: string[];
  /** Tool calls that were answered as saved. */
  savedToolCalls: string[];
  requests: number;
  repeats: number;
  reordered: number;
  /** Requests that got no 2xx and were sent again. */
  retries: number;
  /** Messages given up in the end. */
  givenUp: string[];
}

const REPEATED = 0.1;
const REORDERED = 0.1;
/** A backoff plan: exponential from one second, eight seconds at most; VAPI allows ten retries. */
const RETRY_DELAYS_MS = [1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000, 8_000, 8_000, 8_000];
const ANSWER_LIMIT_MS = 10_000;

const SYNCHRONOUS = new Set(["assistant-request", "tool-calls"]);

const report: TrafficReport = {
  calls: [],
  acknowledged: [],
  savedToolCalls: [],
  requests: 0,
  repeats: 0,
  reordered: 0,
  retries: 0,
  givenUp: [],
};

function post(job: TrafficJob, body: string): Promise<{ status: number; answer: string } | null> {
  report.requests += 1;
  return new Promise((resolve) => {
    const headers = { ...signVapi(job.tenant.secret, body), "content-length": Buffer.byteLength(body) };
    const req = request(
      job.url + vapiPath(job.tenant),
      { method: "POST", headers, agent: false, timeout: ANSWER_LIMIT_MS },
      (res) => {
        const chunks: Buffer[] = [];
        res.on("data", (chunk: Buffer) => chunks.push(chunk));
        res.once("end", () => resolve({ status: res.statusCode ?? 0, answer: Buffer.concat(chunks).toString() }));
        res.once("error", () => resolve(null));
      },
    );
    req.once("timeout", () => req.destroy());
    req.once("error", () => resolve(null));
    req.end(body);
  });
}

/** Sends until it is acknowledged. A repeat is another delivery of the same message, signed anew. */
async function deliver(job: TrafficJob, message: ScriptedMessage, body: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const result = await post(job, body);
    if (result && result.status >= 200 && result.status < 300) {
      const saved = message.toolCallId !== undefined && /is saved/.test(result.answer);
      if (saved) report.savedToolCalls.push(message.toolCallId ?? "");
      // What VAPI waits for may be answered in words or with the last assistant while the database is away: that promises
      // nothing.
      if (saved || !SYNCHRONOUS.has(message.type)) report.acknowledged.push(message.eventKey);
      return;
    }
    const delay = RETRY_DELAYS_MS[attempt];
    if (delay === undefined) {
      report.givenUp.push(message.eventKey);
      return;
    }
    report.retries += 1;
    await sleep(delay);
  }
}

async function play(job: TrafficJob): Promise<void> {
  const call = scriptCall(job.tenant);
  report.calls.push({ callId: call.callId, seconds: call.seconds });
  await Promise.all(
    call.messages.map(async (message) => {
      const late = Math.random() < REORDERED;
      if (late) report.reordered += 1;
      await sleep(message.afterMs + (late ? 1_000 + Math.random() * 5_000 : 0));
      const body = message.body();
      await deliver(job, message, body);
      if (Math.random() >= REPEATED) return;
      report.repeats += 1;
      await sleep(Math.random() * 5_000);
      await deliver(job, message, body);
    }),
  );
}

async function work(job: TrafficJob, stopped: () => boolean): Promise<TrafficReport> {
  const calls: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let index = 0; !stopped(); index++) {
    const early = startedAt + (index * 1000) / job.callsPerSecond - performance.now();
    if (early > 0) await sleep(early);
    calls.push(play(job));
  }
  await Promise.all(calls);
  return report;
}

serveJob(work);
