import { makeAssistant } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { deliver, vapiCall, type VapiCall } from "./support/deliver.ts";
import { openInstallation, type Installation } from "./support/installation.ts";
import { count, drained, seeCall } from "./support/look.ts";
import { makeTenant, type Tenant } from "./support/tenant.ts";

const AI = "You are speaking with an AI assistant.";
const RECORDED = "This call may be recorded.";
const SECRET = "My door code is 4711";

const budgets = { assistantRequestMs: 30_000, toolCallsMs: 30_000 };
let installation: Installation;
let tenant: Tenant;
beforeAll(async () => {
  installation = await openInstallation({ relay: true, settle: true, app: { budgets } });
});
beforeEach(async () => {
  budgets.assistantRequestMs = 30_000;
  tenant = await makeTenant(installation.admin);
  // The factory's numbers are of area code 415, in California.
  await set("UPDATE phone_numbers SET region = 'NY' WHERE organization_id = $1");
});
afterAll(() => installation.close());

const set = (sql: string, ...values: unknown[]) => installation.admin.query(sql, [tenant.organizationId, ...values]);
const choose = (disclosure: object) =>
  set("UPDATE phone_numbers SET disclosure = $2 WHERE organization_id = $1", disclosure);

async function ask(call: VapiCall = vapiCall(tenant, { assistantId: null })) {
  const answer = await deliver(installation.url, tenant, { type: "assistant-request", timestamp: Date.now(), call });
  expect(answer.status).toBe(200);
  return answer.body;
}

describe("what callers hear first", () => {
  it("is the notice of the recording where nothing was chosen, and that of the AI where the law asks for it", async () => {
    expect(await ask()).toMatchObject({ assistantOverrides: { firstMessage: `${RECORDED} Hello!` } });
    await set("UPDATE phone_numbers SET region = 'CA' WHERE organization_id = $1");
    expect(await ask()).toMatchObject({ assistantOverrides: { firstMessage: `${AI} ${RECORDED} Hello!` } });
  });

  it("is in the language of the assistant that takes the call, with its answers filled in", async () => {
    const other = await makeAssistant(installation.admin, { organizationId: tenant.organizationId });
    await set(
      `UPDATE assistants SET language = 'de', first_message = 'Hier ist {{name}}.', variable_values = '{"name":"Ada"}'
       WHERE organization_id = $1 AND id = $2`,
      other.id,
    );
    const rule = { do: "other_assistant", assistantId: other.id };
    await set("UPDATE phone_numbers SET routing = $2 WHERE organization_id = $1", { businessHours: rule });
    expect(await ask()).toMatchObject({
      assistantId: other.vapiAssistantId,
      assistantOverrides: { firstMessage: "Dieses Gespräch wird möglicherweise aufgezeichnet. Hier ist Ada." },
    });
  });

  it("is what was chosen, or the assistant's own words alone", async () => {
    await choose({ aiDisclosure: "I am a machine.", recordingNotice: null, recording: true });
    expect(await ask()).toMatchObject({ assistantOverrides: { firstMessage: "I am a machine. Hello!" } });
    await choose({ aiDisclosure: null, recordingNotice: null, recording: true });
    const { assistantOverrides } = (await ask()) as { assistantOverrides: object };
    expect(Object.keys(assistantOverrides).toSorted()).toEqual(["metadata", "variableValues"]);
  });

  it("holds for the assistant that only takes a message", async () => {
    await set("UPDATE phone_numbers SET routing = $2 WHERE organization_id = $1", {
      businessHours: { do: "take_message" },
    });
    await choose({ aiDisclosure: AI, recordingNotice: RECORDED, recording: false });
    expect(await ask()).toMatchObject({
      assistant: {
        firstMessage: expect.stringMatching(/^You are speaking with an AI assistant\. Thank you/) as string,
      },
      assistantOverrides: { artifactPlan: { recordingEnabled: false } },
    });
  });

  it("holds for the answer that is given when the database is too slow", async () => {
    await choose({ aiDisclosure: AI, recordingNotice: null, recording: false });
    await ask();
    budgets.assistantRequestMs = 0;
    expect(await ask()).toEqual({
      assistantId: tenant.assistant.vapiAssistantId,
      assistantOverrides: {
        firstMessage: `${AI} Hello!`,
        artifactPlan: { recordingEnabled: false, transcriptPlan: { enabled: false } },
        serverMessages: expect.arrayContaining(["end-of-call-report"]) as string[],
        variableValues: expect.objectContaining({ timezone: "UTC" }) as object,
      },
    });
  });
});

describe("a call that must not be recorded", () => {
  const report = (startedAt: number) => ({
    type: "end-of-call-report",
    endedReason: "customer-ended-call",
    startedAt,
    endedAt: startedAt + 45_000,
    transcript: `User: ${SECRET}`,
    recordingUrl: "https://recordings.test/secret.wav",
    artifact: {
      messages: [{ role: "user", message: SECRET, secondsFromStart: 1, time: startedAt + 1000 }],
      messagesOpenAIFormatted: [{ role: "user", content: SECRET }],
      transcript: `User: ${SECRET}`,
      recording: { stereoUrl: "https://recordings.test/secret.wav" },
    },
    analysis: { summary: "The caller asked for a visit." },
  });

  async function play(): Promise<VapiCall> {
    const call = vapiCall(tenant);
    const at = Date.now();
    const tell = (message: object) => deliver(installation.url, tenant, { timestamp: at, call, ...message });
    await ask(call);
    await tell({ type: "status-update", status: "in-progress" });
    await tell({ type: "transcript", role: "user", transcriptType: "final", transcript: SECRET });
    await tell(report(at));
    await drained(installation.admin);
    return call;
  }

  const kept = async (call: VapiCall) => {
    const { id } = (await seeCall(installation.admin, tenant.organizationId, call.id))!;
    const tables = ["call_transcript_segments", "call_transcripts"];
    const lines = tables.map((table) => `(SELECT count(*) FROM ${table} WHERE call_id = $1::uuid)`).join(" + ");
    return {
      lines: await count(installation.admin, `SELECT ${lines}`, id),
      recordings: await count(
        installation.admin,
        "SELECT count(*) FROM call_recordings WHERE call_id = $1 AND state = 'available'",
        id,
      ),
      bodies: await count(
        installation.admin,
        "SELECT count(*) FROM outbox_events WHERE scope = $1 AND convert_from(body, 'UTF8') ~ 'door code|secret.wav'",
        tenant.organizationId,
      ),
    };
  };

  it("leaves neither words nor sound, nor what they were told by; what came of it stays", async () => {
    await choose({ aiDisclosure: null, recordingNotice: RECORDED, recording: false });
    const call = await play();
    expect(await kept(call)).toEqual({ lines: 0, recordings: 0, bodies: 0 });
    expect(await seeCall(installation.admin, tenant.organizationId, call.id)).toMatchObject({
      outcome: "answered",
      duration_seconds: 45,
      summary: "The caller asked for a visit.",
    });
  });

  it("is another one than that of a number that records", async () => {
    const call = await play();
    const { lines, recordings, bodies } = await kept(call);
    expect({ lines, recordings }).toEqual({ lines: 2, recordings: 1 });
    expect(bodies).toBeGreaterThan(0);
  });

  it("stays so when recording is switched on before its end", async () => {
    await choose({ aiDisclosure: null, recordingNotice: null, recording: false });
    const call = vapiCall(tenant);
    await ask(call);
    await choose({ aiDisclosure: null, recordingNotice: null, recording: true });
    await deliver(installation.url, tenant, { timestamp: Date.now(), call, ...report(Date.now()) });
    await drained(installation.admin);
    expect(await kept(call)).toEqual({ lines: 0, recordings: 0, bodies: 0 });
  });
});
