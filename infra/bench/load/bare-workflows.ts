import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Client, Connection } from "@temporalio/client";
import { DefaultLogger, NativeConnection, Runtime, Worker } from "@temporalio/worker";
import { serveJob } from "./serve-job.ts";

/** Workflows of one empty activity, on a worker that does nothing else. */
export interface BareWorkflowsJob {
  address: string;
  namespace: string;
  count: number;
  /** Starts a second; without it as fast as they end, with so many on their way. */
  pace: { perSecond: number } | { window: number };
}

/** What it reports. */
export interface BareWorkflowsReport {
  /** Finished workflows a second, from the first start to the last activity. */
  perSecond: number;
  /** From the call of `client.workflow.start` until the activity ran, in ms. */
  latenciesMs: number[];
}

async function work(job: BareWorkflowsJob): Promise<BareWorkflowsReport> {
  Runtime.install({ logger: new DefaultLogger("WARN") });
  const taskQueue = `bare-${randomUUID()}`;
  const startedAt = new Map<string, number>();
  const latenciesMs: number[] = [];
  let lastAt = 0;
  let ended: () => void = () => undefined;

  const nativeConnection = await NativeConnection.connect({ address: job.address });
  const worker = await Worker.create({
    connection: nativeConnection,
    namespace: job.namespace,
    taskQueue,
    workflowsPath: fileURLToPath(new URL("bare-workflow.ts", import.meta.url)),
    activities: {
      touch: (key: string) => {
        lastAt = performance.now();
        latenciesMs.push(lastAt - (startedAt.get(key) ?? lastAt));
        ended();
        return Promise.resolve();
      },
    },
    // As the product's worker has it.
    maxCachedWorkflows: 60,
    maxConcurrentActivityTaskExecutions: 20,
    maxConcurrentWorkflowTaskExecutions: 20,
  });
  const running = worker.run();
  const connection = await Connection.connect({ address: job.address });
  const client = new Client({ connection, namespace: job.namespace });
  const start = async (key: string) => {
    startedAt.set(key, performance.now());
    await client.workflow.start("bare", { taskQueue, workflowId: key, args: [key] });
  };

  await start(`${taskQueue}/warm-up`);
  while (latenciesMs.length < 1) await sleep(20);
  latenciesMs.length = 0;

  const firstAt = performance.now();
  const { pace } = job;
  for (let index = 0; index < job.count; index++) {
    if ("perSecond" in pace) {
      const early = firstAt + (index * 1000) / pace.perSecond - performance.now();
      if (early > 0) await sleep(early);
    } else {
      while (index - latenciesMs.length >= pace.window) await new Promise<void>((resolve) => (ended = resolve));
    }
    void start(`${taskQueue}/${index}`);
  }
  while (latenciesMs.length < job.count) await sleep(10);
  const perSecond = job.count / ((lastAt - firstAt) / 1000);
  worker.shutdown();
  await running;
  await connection.close();
  await nativeConnection.close();
  return { perSecond, latenciesMs };
}

serveJob(work);
