import { randomBytes, randomInt } from "node:crypto";
import type { Pool } from "@callflex/db/pool";
import { parseEncryptionKeys } from "@callflex/db/secret-box";
import { makeAssistant, makePhoneNumber, makeVapiCredential, uniquePhone } from "@callflex/testing/factories";
import { callOf, signVapi } from "../../bench/load/vapi-messages.ts";
import type { Actor, Plant } from "./play-account.ts";
import { waitFor, type Client } from "./client.ts";
import type { Stage } from "./stage.ts";

function sentence(): string {
  return `my neighbour's kettle ${randomBytes(8).toString("hex")} is leaking`;
}

function line(role: "bot" | "user", message: string, second: number) {
  const time = Date.now() - 60_000 + second * 1000;
  return { role, message, time, endTime: time + 900, secondsFromStart: second, duration: 900, source: "" };
}

/**
 * Lets somebody call, leave a message and hang up; once what goes out at the end fails at first. Numbers, names and words
 * are planted.
 */
export async function playCalls(
  stage: Stage,
  client: Client,
  { admin, plant, actor }: { admin: Pool; plant: Plant; actor: Actor },
): Promise<void> {
  const { organizationId } = actor;
  const secret = plant("secret", "the secret of VAPI's deliveries", randomBytes(24).toString("base64url"));
  const keys = parseEncryptionKeys(stage.secrets.encryptionKeys);
  await makeVapiCredential(admin, { organizationId, secret, keys });
  const assistant = await makeAssistant(admin, { organizationId });
  const number = await makePhoneNumber(admin, { organizationId, assistantId: assistant.id });
  const mobile = plant("personal", "the number that is told by SMS", uniquePhone());
  await admin.query(
    "UPDATE organizations SET settings = jsonb_set(settings, '{notifications,phones}', to_jsonb(ARRAY[$2::text])) WHERE id = $1",
    [organizationId, mobile],
  );
  const tenant = {
    organizationId,
    secret,
    vapiAssistantId: assistant.vapiAssistantId,
    vapiPhoneNumberId: number.vapiPhoneNumberId,
  };
  const caller = plant("personal", "the caller's number", `+1212555${randomInt(1000, 9999)}`);
  const callerName = plant("personal", "the caller's name", `Ottoline ${randomBytes(5).toString("hex")}`);
  const [spoken, message, summary] = [
    plant("personal", "what was said", sentence()),
    plant("personal", "the message that was left", sentence()),
    plant("personal", "the summary", sentence()),
  ];
  const call = { ...callOf(tenant, crypto.randomUUID(), new Date()), customer: { number: caller, name: callerName } };
  const deliver = (fields: object, headers?: Record<string, string>) => {
    const body = JSON.stringify({ message: { timestamp: Date.now(), call, ...fields } });
    const url = `${stage.webhooks}/api/webhooks/vapi/${organizationId}`;
    return client.send("POST", url, body, headers ?? signVapi(secret, body));
  };

  // The first try of each mail and SMS is refused, so that the failure is logged and tried again.
  const faults = await client.send("PUT", `${stage.sandbox}/sandbox/faults`, {
    requests: [
      { provider: "resend", failNext: 2, status: 500 },
      { provider: "twilio", failNext: 1, status: 400 },
    ],
  });
  if (faults.status !== 200) throw new Error(`The sandbox takes no faults: ${faults.text}`);
  await deliver({ type: "status-update", status: "in-progress" });
  await deliver({ type: "transcript", transcriptType: "final", role: "user", transcript: spoken });
  await deliver({
    type: "tool-calls",
    toolCallList: [
      {
        id: "t1",
        type: "function",
        function: { name: "takeMessage", arguments: { callerName, message, phone: caller } },
      },
      { id: "t2", type: "function", function: { name: "noSuchTool", arguments: { message } } },
    ],
  });
  await deliver({ type: "status-update", status: "in-progress" }, { "x-signature": "0", "x-timestamp": "1" });
  await client.send("POST", `${stage.webhooks}/api/webhooks/vapi/${organizationId}`, `{"message":"${spoken}`, {
    ...signVapi(secret, `{"message":"${spoken}`),
  });
  await deliver({
    type: "end-of-call-report",
    endedReason: "customer-ended-call",
    startedAt: new Date(Date.now() - 60_000).toISOString(),
    endedAt: new Date().toISOString(),
    durationSeconds: 60,
    cost: 0.07,
    analysis: { summary, structuredData: { callerName }, successEvaluation: "true" },
    artifact: { messages: [line("bot", "Hello", 1), line("user", spoken, 3)], transcript: `User: ${spoken}` },
  });
  await waitFor("the end of the call's processing", async () => {
    const { rows } = await admin.query<{ settled: boolean; told: number }>(
      `SELECT EXISTS (SELECT 1 FROM calls WHERE organization_id = $1 AND settled_at IS NOT NULL) AS settled,
              (SELECT count(*)::int FROM notifications WHERE organization_id = $1 AND state NOT IN ('pending', 'sending')) AS told`,
      [organizationId],
    );
    return rows[0]?.settled && rows[0].told > 0;
  });
}
