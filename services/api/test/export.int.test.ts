import { newId } from "@callflex/db/ids";
import { transaction } from "@callflex/db/transaction";
import {
  makeAction,
  makeAssistant,
  makeCall,
  makeContact,
  makeInboxItem,
  makePhoneNumber,
  makeStep,
  makeTranscript,
} from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { insertFullTenant } from "../../../prisma/test/full-tenant.ts";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";
import { auditOf, joinTeam } from "./team.ts";

interface ExportRecord {
  type: string;
  // Each test knows what it looks at.
  // oxlint-disable-next-line typescript/no-explicit-any
  data: any;
}

let api: TestApi;
let ann: SignedIn;
let path: string;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  ann = await api.signUp();
  path = `/organizations/${ann.organizationId}/export`;
});

function records(text: string): ExportRecord[] {
  expect(text.endsWith("\n")).toBe(true);
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as ExportRecord);
}

function ofType(all: ExportRecord[], type: string): ExportRecord["data"][] {
  return all.filter((one) => one.type === type).map((one) => one.data);
}

async function fillCalls(organizationId: string, count: number): Promise<void> {
  await api.admin.query(
    `WITH made AS (
       INSERT INTO call_refs (organization_id, provider, provider_call_id, call_id, started_at)
       SELECT $1, 'vapi', 'export-' || n, gen_random_uuid(), date_trunc('hour', now()) FROM generate_series(1, $2) n
       RETURNING *)
     INSERT INTO calls (organization_id, id, started_at, provider_call_id, summary)
     SELECT organization_id, call_id, started_at, provider_call_id, repeat('A long summary. ', 200) FROM made`,
    [organizationId, count],
  );
}

test("holds everything of the tenant in words that can be read back, and says so in the audit log", async () => {
  const { organizationId } = ann;
  const assistant = await makeAssistant(api.admin, { organizationId });
  const number = await makePhoneNumber(api.admin, { organizationId, assistantId: assistant.id });
  const contact = await makeContact(api.admin, { organizationId, name: 'Maria\nLopez "M"' });
  const call = await makeCall(api.admin, { organizationId, assistantId: assistant.id, phoneNumberId: number.id });
  await makeTranscript(api.admin, call, {
    lines: [
      ["assistant", "Hello!"],
      ["caller", "Line one\nline two"],
    ],
  });
  await makeAction(api.admin, call, { answer: "Noted" });
  await makeStep(api.admin, call);
  const item = await makeInboxItem(api.admin, { organizationId, callId: call.id });

  const answer = await ann.get(path);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toMatch(
    /^attachment; filename="callflex-hill-plumbing[\w-]*\.ndjson"$/,
  );
  const all = records(answer.body);
  expect(all.at(-1)).toEqual({ type: "end", data: { records: all.length - 1 } });
  expect(ofType(all, "organization")).toMatchObject([{ id: organizationId, name: "Hill Plumbing" }]);
  expect(ofType(all, "settings")).toMatchObject([{ settings: { notifications: { emails: [ann.email] } } }]);
  expect(ofType(all, "member")).toMatchObject([{ userId: ann.me.user.id, email: ann.email, role: "owner" }]);
  expect(ofType(all, "contact")).toMatchObject([{ id: contact.id, name: 'Maria\nLopez "M"' }]);
  expect(ofType(all, "call")).toMatchObject([
    {
      id: call.id,
      assistantId: assistant.id,
      transcript: [
        { speaker: "assistant", text: "Hello!" },
        { speaker: "caller", text: "Line one\nline two" },
      ],
      actions: [{ answer: expect.anything() }],
      timeline: [expect.objectContaining({ step: expect.any(String) })],
    },
  ]);
  expect(ofType(all, "inbox_item")).toMatchObject([{ id: item.id, callId: call.id }]);
  expect(ofType(all, "audit_entry").map((entry) => entry.action)).toContain("organization.exported");
  expect(await auditOf(api, organizationId, "organization.exported")).toMatchObject([
    { actor_user_id: ann.me.user.id, entity_id: organizationId },
  ]);
});

test("has a record of every kind, and neither secrets nor another tenant's rows", async () => {
  const [full, other] = await transaction(api.admin, async (tx) => [
    await insertFullTenant(tx),
    await insertFullTenant(tx),
  ]);
  await api.admin.query(
    "INSERT INTO organization_members (id, organization_id, user_id, role) VALUES ($1, $2, $3, 'owner')",
    [newId(), full!.organizationId, ann.me.user.id],
  );
  const { body } = await ann.get(`/organizations/${full!.organizationId}/export`);
  const all = records(body);
  expect([...new Set(all.map((one) => one.type))]).toEqual([
    "organization",
    "settings",
    "member",
    "invitation",
    "api_key",
    "assistant",
    "assistant_version",
    "knowledge_entry",
    "assistant_test",
    "assistant_test_run",
    "phone_number",
    "contact",
    "call",
    "inbox_item",
    "notification",
    "usage_period",
    "usage",
    "daily_usage",
    "audit_entry",
    "end",
  ]);
  for (const foreign of Object.values(other!)) expect(body).not.toContain(foreign);
  expect(body).not.toMatch(/hash|ciphertext|secret|password|token/i);
  expect(body).not.toMatch(/cost/i);
});

test("loses and repeats nothing over many batches of rows of one moment", async () => {
  await fillCalls(ann.organizationId, 650);
  const calls = ofType(records((await ann.get(path)).body), "call");
  expect(calls).toHaveLength(650);
  expect(new Set(calls.map((one) => one.id)).size).toBe(650);
});

test("is the owner's alone; asking for its head writes nothing", async () => {
  const ada = await joinTeam(api, ann.organizationId, "admin");
  expect((await ada.get(path)).status).toBe(403);
  const head = await ann.request("HEAD", path);
  expect(head.status).toBe(200);
  expect(await auditOf(api, ann.organizationId, "organization.exported")).toEqual([]);
});

test("is given ten times an hour", async () => {
  for (let n = 0; n < 10; n += 1) expect((await ann.get(path)).status).toBe(200);
  const enough = await ann.get(path);
  expect(enough.status).toBe(429);
  expect(Number(enough.headers.get("retry-after"))).toBeGreaterThan(0);
});

/** Statements of the API that wait for a lock on a table. */
async function waitingFor(table: string): Promise<number> {
  const { rows } = await api.admin.query(
    `SELECT count(*)::integer AS n FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE NOT l.granted AND l.relation = $1::regclass AND a.datname = current_database()`,
    [table],
  );
  return rows[0].n;
}

async function busy(): Promise<number> {
  const { rows } = await api.admin.query(
    `SELECT count(*)::integer AS n FROM pg_stat_activity
     WHERE application_name = 'callflex-api' AND datname = current_database() AND state <> 'idle'`,
  );
  return rows[0].n;
}

/** An export that has begun and now waits at the table, whose lock the returned function gives back. */
async function heldAt(
  table: string,
): Promise<{ response: Response; leave: AbortController; release: () => Promise<void> }> {
  const client = await api.admin.connect();
  await client.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  const leave = new AbortController();
  const response = await fetch(`${api.url}/api/v1${path}`, { headers: { cookie: ann.cookie }, signal: leave.signal });
  expect(response.status).toBe(200);
  await vi.waitFor(async () => expect(await waitingFor(table)).toBe(1), { timeout: 10_000 });
  return {
    response,
    leave,
    async release() {
      await client.query("ROLLBACK");
      client.release();
    },
  };
}

test("stops when the client leaves", async () => {
  const held = await heldAt("notifications");
  const next = await api.admin.connect();
  // Would it go on, it would wait here and never be idle.
  await next.query("BEGIN; LOCK TABLE usage_ledger IN ACCESS EXCLUSIVE MODE");
  try {
    held.leave.abort();
    await expect(held.response.text()).rejects.toThrow(/abort/i);
    await held.release();
    await vi.waitFor(async () => expect(await busy()).toBe(0), { timeout: 10_000 });
    expect(await waitingFor("usage_ledger")).toBe(0);
  } finally {
    await next.query("ROLLBACK");
    next.release();
  }
});

test("breaks off, without its last line, when its reader loses the right in the middle", async () => {
  const otto = await joinTeam(api, ann.organizationId, "owner");
  const held = await heldAt("notifications");
  const removal = await otto.request("DELETE", `/organizations/${ann.organizationId}/members/${ann.me.user.id}`);
  expect(removal.status).toBe(204);
  await held.release();
  await expect(held.response.text()).rejects.toThrow(/terminated/);
});

test("a slow reader gets all of it, and the API doesn't pile it up", async () => {
  await fillCalls(ann.organizationId, 2000);
  const response = await fetch(`${api.url}/api/v1${path}`, { headers: { cookie: ann.cookie } });
  const reader = response.body!.getReader();
  const first = await reader.read();
  // Nothing is read: soon the way is full, and the export holds no transaction while it waits.
  await vi.waitFor(async () => expect(await busy()).toBe(0), { timeout: 10_000 });
  const chunks = [first.value!];
  for (let part = await reader.read(); !part.done; part = await reader.read()) chunks.push(part.value);
  const all = records(Buffer.concat(chunks).toString("utf8"));
  expect(ofType(all, "call")).toHaveLength(2000);
  expect(all.at(-1)!.type).toBe("end");
});
