import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { newId } from "@callflex/db/ids";
import { freePort } from "../../../infra/dev/servers/free-port.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startHarness, until, type Harness } from "./harness.ts";
import { ENCRYPTION_KEYS } from "./run-worker.ts";

let harness: Harness;
let worker: ChildProcess | undefined;

beforeAll(async () => {
  harness = await startHarness();
});
afterAll(async () => {
  worker?.kill("SIGKILL");
  await harness?.stop();
});

/** A namespace of its own: the service's task queue is the same for every test. */
async function makeNamespace(): Promise<string> {
  const namespace = `worker-${newId()}`;
  const { workflowService } = harness.client.connection;
  await workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 } as never,
  });
  await until(
    () => workflowService.listWorkflowExecutions({ namespace }).catch(() => null),
    (answer) => answer !== null,
  );
  return namespace;
}

test("the service answers its probes, keeps its schedules and stops in order", async () => {
  const port = await freePort();
  const { databaseUrl, sandboxUrl, temporalAddress } = harness.options;
  const namespace = await makeNamespace();
  worker = fork(fileURLToPath(new URL("../src/main.ts", import.meta.url)), [], {
    execArgv: ["--import", "tsx"],
    stdio: "ignore",
    env: {
      LOG_LEVEL: "silent",
      WORKER_HEALTH_PORT: String(port),
      DATABASE_SERVICE_URL: databaseUrl,
      DATABASE_DIRECT_URL: databaseUrl,
      ENCRYPTION_KEYS,
      TEMPORAL_ADDRESS: temporalAddress,
      TEMPORAL_NAMESPACE: namespace,
      TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
      TWILIO_AUTH_TOKEN: "token",
      TWILIO_BASE_URL: `${sandboxUrl}/twilio`,
      RESEND_API_KEY: "re_test",
      RESEND_BASE_URL: `${sandboxUrl}/resend`,
      VAPI_API_KEY: "key",
      VAPI_BASE_URL: `${sandboxUrl}/vapi`,
      MAIL_FROM: "CallFlex <notifications@callflex.example>",
      PUBLIC_WEB_URL: "https://app.callflex.example",
      PUBLIC_WEBHOOKS_URL: "https://hooks.callflex.example",
    },
  });
  const [message] = (await once(worker, "message")) as unknown[];
  expect(message).toEqual({ ready: true });

  const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([200, { ok: true, database: true, temporal: true }]);
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);

  const { workflowService } = harness.client.connection;
  const sweeps = { namespace, query: "WorkflowType = 'sweepRetention' AND ExecutionStatus = 'Completed'" };
  await until(
    () => workflowService.listWorkflowExecutions(sweeps),
    ({ executions }) => (executions ?? []).length > 0,
  );

  worker.kill("SIGTERM");
  expect(await once(worker, "exit")).toEqual([0, null]);
}, 150_000);
