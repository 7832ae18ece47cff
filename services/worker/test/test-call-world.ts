import { randomBytes } from "node:crypto";
import { workflowId } from "@callflex/contracts/workflow";
import { parseEncryptionKeys } from "@callflex/db/secret-box";
import { readContent } from "@callflex/domain/assistants/assistant-content";
import { vapiAssistantConfig } from "@callflex/domain/assistants/vapi-config";
import { listen } from "@callflex/platform/http-server";
import { createLogger } from "@callflex/platform/logger";
import { createVapiAssistants } from "@callflex/providers/vapi/assistants";
import { createVapiCredentials } from "@callflex/providers/vapi/credentials";
import { createVapiNumbers } from "@callflex/providers/vapi/numbers";
import { makeAssistant, makePhoneNumber, makeVapiCredential } from "@callflex/testing/factories";
import { createVapiTestCalls } from "@callflex/providers/vapi/test-calls";
import { serveApi, WEB_ORIGIN } from "../../api/test/serve-api.ts";
import { createApp } from "../../webhooks/src/app.ts";
import { startRelay } from "../../webhooks/src/relay/relay.ts";
import type { WorkflowStarter } from "../../webhooks/src/relay/workflow-starter.ts";
import { startHarness, until } from "./harness.ts";
import { ENCRYPTION_KEYS, SECRETS } from "./run-worker.ts";

export type TestCallWorld = Awaited<ReturnType<typeof startTestCallWorld>>;

const logger = createLogger({ service: "test", level: "silent" });
const FIRST_MESSAGE = "Hill Plumbing, how can I help you?";

/**
 * The product around test calls: API, ingress and relay, the stand-in for VAPI, and the run's Temporal server. The worker is
 * for the test to start.
 */
export async function startTestCallWorld() {
  const harness = await startHarness({ outboundSpeed: "instant" });
  const { admin, service, client, database, options } = harness;
  const wake = { relay: () => undefined as void };
  const app = createApp({
    pool: service,
    logger,
    encryptionKeys: ENCRYPTION_KEYS,
    twilioAuthTokens: [SECRETS.twilioAuthToken],
    publicUrl: "https://hooks.callflex.example",
    onRecorded: () => wake.relay(),
    onApplied: () => undefined,
  });
  const ingress = await listen(app, { host: "127.0.0.1", port: 0 });
  const workflows: WorkflowStarter = {
    start: async ({ workflowType, workflowId: id, args }) => {
      await harness.start(workflowType, id, args[0] as { organizationId: string; callId?: string });
    },
    signalWithStart: async ({ workflowType, workflowId: id, args }) => {
      await harness.start(workflowType, id, args[0] as { organizationId: string });
    },
    signal: async () => true,
    signalDeliveryStatus: async () => true,
    backlog: async () => 0,
    room: () => Number.MAX_SAFE_INTEGER,
    close: async () => undefined,
  };
  const relay = startRelay({
    pool: service,
    workflows,
    logger,
    onApplied: () => undefined,
    pollMs: 20,
    leaseMs: 10_000,
  });
  wake.relay = () => relay.wake();
  const vapi = { apiKey: SECRETS.vapiApiKey, baseUrl: `${options.sandboxUrl}/vapi` };
  const api = await serveApi({
    urls: { app: database.urls.app, auth: database.urls.auth },
    env: { VAPI_BASE_URL: vapi.baseUrl, VAPI_API_KEY: vapi.apiKey },
  });

  /** A business that takes calls, with its owner signed in. */
  async function business() {
    const send = async (
      method: string,
      path: string,
      given: { body?: unknown; headers?: Record<string, string> } = {},
    ) => {
      const answer = await fetch(`${api.url}/api/v1${path}`, {
        method,
        headers: { origin: WEB_ORIGIN, "content-type": "application/json", ...given.headers },
        ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
      });
      const text = await answer.text();
      return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : null };
    };
    const signedUp = await send("POST", "/auth/signup", {
      body: {
        name: "Ann Hill",
        email: `${randomBytes(6).toString("hex")}@example.test`,
        password: "correct horse battery",
        organizationName: "Hill Plumbing",
        timezone: "UTC",
      },
    });
    const organizationId: string = signedUp.body.activeOrganizationId;
    const cookie = signedUp.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const secret = randomBytes(24).toString("hex");
    await makeVapiCredential(admin, { organizationId, secret, keys: parseEncryptionKeys(ENCRYPTION_KEYS) });
    const credential = await createVapiCredentials(vapi).createVapiCredential({ organizationId, secret });
    await admin.query("UPDATE vapi_credentials SET vapi_credential_id = $2 WHERE organization_id = $1", [
      organizationId,
      credential.id,
    ]);
    const assistant = await makeAssistant(admin, { organizationId });
    const made = await createVapiAssistants(vapi).createVapiAssistant(
      vapiAssistantConfig({
        id: assistant.id,
        organizationId,
        timezone: "UTC",
        knowledge: [],
        content: readContent({
          firstMessage: FIRST_MESSAGE,
          prompt: "You answer the phone.",
          functions: [{ type: "takeMessage", when: "The caller wants to leave a message" }],
        }),
      }),
    );
    await admin.query("UPDATE assistants SET vapi_assistant_id = $2, first_message = $3 WHERE id = $1", [
      assistant.id,
      made.id,
      FIRST_MESSAGE,
    ]);
    const number = await makePhoneNumber(admin, { organizationId, assistantId: assistant.id });
    await harness.control("POST", "/twilio/numbers", { phoneNumber: number.e164 });
    const account = { accountSid: SECRETS.twilioAccountSid, authToken: SECRETS.twilioAuthToken };
    const imported = await createVapiNumbers(vapi, account).importVapiPhoneNumber(number.e164, {
      numberId: number.id,
      serverUrl: `${ingress.url}/api/webhooks/vapi/${organizationId}`,
      credentialId: credential.id,
      fallbackNumber: "+13475550177",
    });
    await admin.query("UPDATE phone_numbers SET vapi_phone_number_id = $2 WHERE id = $1", [number.id, imported.id]);

    const request: typeof send = (method, path, given) =>
      send(method, path, { ...given, headers: { cookie, ...given?.headers } });
    const get = async (path: string) => (await request("GET", path)).body;
    /** Waits until a test call stands as wanted. */
    const untilState = (id: string, ...states: string[]) =>
      until(
        () => get(`/test-calls/${id}`),
        ({ state }) => states.includes(state),
      );
    /** Waits until the assistant or the person has said something that matches. */
    const untilSaid = (callId: string, text: RegExp) =>
      until(
        async () => (await get(`/calls/${callId}/transcript`)).segments as { speaker: string; text: string }[],
        (segments) => segments.some((segment) => text.test(segment.text)),
      );
    return { organizationId, assistantId: assistant.id, number, request, get, untilState, untilSaid };
  }

  return {
    ...harness,
    options: { ...options, webhooksUrl: ingress.url },
    vapi: createVapiTestCalls(vapi),
    business,
    resultOf: (id: string) => client.workflow.getHandle(workflowId.testCall(id)).result(),
    /** Calls that the sandbox has, newest first. */
    async placed() {
      const { calls } = await harness.control("GET", "/calls?limit=200");
      return calls as unknown as { id: string; customerNumber: string | null }[];
    },
    /** Calls at VAPI that carry the id of a test call. */
    async conversationsOf(id: string) {
      const answer = await fetch(`${vapi.baseUrl}/call?limit=200`, {
        headers: { authorization: `Bearer ${vapi.apiKey}` },
      });
      return ((await answer.json()) as object[]).filter((call) => JSON.stringify(call).includes(id));
    },
    async stop() {
      await api.close();
      await relay.close();
      await ingress.close();
      await harness.stop();
    },
  };
}
