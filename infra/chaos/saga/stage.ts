import path from "node:path";
import { createLiveNotifier, type LiveNotifier } from "@callflex/db/live-notify";
import { createPool, type Pool } from "@callflex/db/pool";
import { createTwilioClient } from "@callflex/providers/twilio/client";
import { createTwilioNumbers } from "@callflex/providers/twilio/numbers";
import { createVapiAssistants } from "@callflex/providers/vapi/assistants";
import { createVapiCredentials } from "@callflex/providers/vapi/credentials";
import { createVapiNumbers } from "@callflex/providers/vapi/numbers";
import { Client as TemporalClient, Connection } from "@temporalio/client";
import { Client } from "pg";
import { startRequestGate, type RequestGate } from "../../../services/worker/test/request-gate.ts";
import { BENCH_LOGS, openBenchDatabase, type BenchDatabase } from "../../bench/setup/bench-database.ts";
import { planPipeline, startEmptyTemporal } from "../../bench/setup/pipeline.ts";
import { makeTenant, type Tenant } from "../../bench/setup/tenant.ts";
import { startPart } from "../../dev/stack/part.ts";
import { keepAlive, type Resident } from "../resident.ts";

/** The product's way from an intent to the providers, with a gate before the latter. */
export interface SagaStage {
  database: BenchDatabase;
  /** Administrator's pool. */
  admin: Pool;
  /** Says that an intent was committed, as the API does. */
  notifier: LiveNotifier;
  tenant: Tenant;
  temporal: TemporalClient;
  gate: RequestGate;
  worker: Resident;
  /** The providers' stand-ins, past the gate. */
  providers: ReturnType<typeof providersAt>;
  stop(): Promise<void>;
}

function providersAt(sandboxUrl: string, secrets: BenchDatabase["secrets"]) {
  const account = { accountSid: secrets.twilioAccountSid, authToken: secrets.twilioAuthToken };
  const vapi = { apiKey: secrets.vapiApiKey, baseUrl: `${sandboxUrl}/vapi` };
  return {
    twilioNumbers: createTwilioNumbers(createTwilioClient({ ...account, baseUrl: `${sandboxUrl}/twilio` })),
    vapiNumbers: createVapiNumbers(vapi, account),
    vapiAssistants: createVapiAssistants(vapi),
    vapiCredentials: createVapiCredentials(vapi),
  };
}

/** Starts Postgres, Temporal, the sandbox, the relay, and a worker that is kept alive and reaches the sandbox by the gate alone. */
export async function startSagaStage(name: string): Promise<SagaStage> {
  const database = await openBenchDatabase(name);
  const started = await startEmptyTemporal();
  const { plans, ports } = await planPipeline(database, started.server, path.join(started.dir, "sandbox"));
  const log = (part: string) => path.join(BENCH_LOGS, `${name}-${part}.log`);
  const sandbox = await startPart(plans.sandbox, log("sandbox"));
  const sandboxUrl = `http://127.0.0.1:${ports.sandbox}`;
  const gate = await startRequestGate(sandboxUrl);
  const relay = await startPart(
    { ...plans.webhooks, env: { ...plans.webhooks.env, INGRESS_ENABLED: "false" } },
    log("relay"),
  );
  const atGate = { TWILIO_BASE_URL: `${gate.url}/twilio`, VAPI_BASE_URL: `${gate.url}/vapi` };
  const worker = keepAlive({ ...plans.worker, env: { ...plans.worker.env, ...atGate } }, log("worker"));
  await worker.ready();

  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  const tenant = await makeTenant(client, { encryptionKeys: database.secrets.encryptionKeys });
  await client.end();
  const admin = createPool(database.adminUrl, { name: "chaos-saga", max: 4 });
  const notifier = createLiveNotifier(database.adminUrl);
  const connection = await Connection.connect({ address: started.server.address });
  return {
    database,
    admin,
    notifier,
    tenant,
    temporal: new TemporalClient({ connection, namespace: started.server.namespace }),
    gate,
    worker,
    providers: providersAt(sandboxUrl, database.secrets),
    stop: async () => {
      await worker.stop();
      await relay.stop();
      await gate.close();
      await sandbox.stop();
      await connection.close();
      await started.server.stop();
      started.remove();
      await notifier.close();
      await admin.end();
      await database.server.stop();
    },
  };
}
