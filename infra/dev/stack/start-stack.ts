import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { connectControl, startControl } from "./control.ts";
import { addDemo } from "./demo.ts";
import { addressesOf, describeRun } from "./describe-run.ts";
import { newestCall, type NewestCall } from "./newest-call.ts";
import { planParts } from "./part-plans.ts";
import { choosePorts } from "./ports.ts";
import { startDatabase } from "./postgres.ts";
import { removeRunFile, writeRunFile, type RunInfo } from "./run-file.ts";
import { loadSecrets } from "./secrets.ts";
import { createSupervisor } from "./supervisor.ts";
import { startTemporal } from "./temporal.ts";
import { buildWeb } from "./web-build.ts";

/** What is there to see once everything is ready. */
export interface StartedStack {
  run: RunInfo;
  /** The demo organization's newest call, live when one came in by itself. */
  call: NewestCall | undefined;
}

/** The whole product on one machine. */
export interface Stack {
  /** Starts everything; settles when every part is ready. */
  start(): Promise<StartedStack>;
  /** Settles with what to tell the user when a part or a server ends by itself. */
  crashed: Promise<string>;
  /** Ends everything, what takes requests first and the servers last; also in the middle of a start. */
  stop(): Promise<void>;
}

/** Where a stack keeps its state and how it speaks. */
export interface StackOptions {
  /** Folder of its state; made where it is missing. */
  dataDir: string;
  /** `usual` prefers the documented ports, `free` takes any. */
  ports: "usual" | "free";
  /** Seconds after the first start until a call comes in by itself; 0 for never. */
  firstCallAfterSeconds: number;
  /** Told in plain words what is being done. */
  say: (line: string) => void;
}

/** From the sandbox's first ring to our row: one request to the ingress, with time to spare on a busy machine. */
const CALL_COMES_WITHIN_SECONDS = 15;

/** What takes requests ends before what answers them. */
const STOP_ORDER = [["web", "api", "webhooks", "worker"], ["sandbox"]];

/** A second stack on the same data would corrupt it. */
async function refuseSecondStack(dataDir: string): Promise<void> {
  const running = await connectControl(dataDir);
  if (!running) return;
  throw new Error(
    `CallFlex runs from this folder already (process ${running.pid}): stop it there with Ctrl-C. ` +
      `Its addresses are in ${path.join(dataDir, "run.json")}`,
  );
}

/**
 * Makes a stack: Postgres, Temporal, the sandbox in place of the providers, and the four parts of the product.
 *
 * @param options where its state is, its ports, and who is told what is going on
 */
export function createStack({ dataDir, ports: portKind, firstCallAfterSeconds, say }: StackOptions): Stack {
  const logDir = path.join(dataDir, "logs");
  const supervisor = createSupervisor(logDir);
  /** Servers and files, in the order in which they came. */
  const undo: (() => Promise<void> | void)[] = [];

  const start = async (): Promise<StartedStack> => {
    await refuseSecondStack(dataDir);
    removeRunFile(dataDir);
    rmSync(logDir, { recursive: true, force: true });
    mkdirSync(logDir, { recursive: true });
    const secrets = loadSecrets(dataDir);
    const ports = await choosePorts(portKind, say);
    undo.push(await startControl(supervisor, dataDir));

    say("Starting Postgres and Temporal ...");
    const databaseUp = startDatabase({ dataDir, logDir, port: ports.postgres, secrets, say });
    const temporalUp = startTemporal({ dataDir, logDir, ports, say });
    for (const server of [databaseUp, temporalUp]) {
      void server.then((running) => undo.push(() => running.stop())).catch(() => undefined);
    }
    const built = buildWeb(path.join(logDir, "web-build.log"), say);
    const [database, temporal] = await Promise.all([databaseUp, temporalUp, built]);
    supervisor.watch("Postgres", database.exited, database.logFile);
    supervisor.watch("Temporal", temporal.exited, temporal.logFile);

    say("Starting sandbox, webhooks, api, worker and web ...");
    const sandboxDir = path.join(dataDir, "sandbox");
    const plans = planParts({ ports, secrets, urls: database.urls, temporal, sandboxDir, firstCallAfterSeconds });
    await supervisor.start(Object.values(plans));

    const addresses = addressesOf(ports);
    const demo = await addDemo({ database, secrets, addresses, say });
    const isFirst = demo !== undefined && demo.callsAdded > 0 && firstCallAfterSeconds > 0;
    if (isFirst) say("A first call comes in ...");
    const waitMs = isFirst ? (firstCallAfterSeconds + CALL_COMES_WITHIN_SECONDS) * 1_000 : 0;
    const call = demo && (await newestCall(database.adminUrl, demo.organizationId, waitMs));

    const run = describeRun({ addresses, database, temporal, secrets, demo });
    writeRunFile(dataDir, run);
    undo.push(() => removeRunFile(dataDir));
    return { run, call };
  };

  return {
    start,
    crashed: supervisor.crashed,
    stop: async () => {
      await supervisor.stop(STOP_ORDER);
      await Promise.all(undo.splice(0).map(async (end) => await end()));
    },
  };
}
