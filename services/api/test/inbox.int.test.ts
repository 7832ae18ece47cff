import { makeCall, makeInboxItem, makeMember } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";

let api: TestApi;
let ann: SignedIn;
let organizationId: string;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  ann = await api.signUp();
  organizationId = ann.organizationId;
});

function patch(id: string, body: object, headers?: Record<string, string>) {
  return ann.request("PATCH", `/inbox/${id}`, headers ? { body, headers } : { body });
}

test("open and done items are two lists, each paged over equal times", async () => {
  const createdAt = new Date("2026-05-01T12:00:00Z");
  for (let n = 0; n < 5; n += 1) await makeInboxItem(api.admin, { organizationId, createdAt, kind: "callback" });
  await makeInboxItem(api.admin, { organizationId, doneAt: new Date() });
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await ann.get(`/inbox?limit=2&kind=callback${cursor ? `&cursor=${cursor}` : ""}`);
    seen.push(...page.body.data.map((item: { id: string }) => item.id));
    cursor = page.body.nextCursor;
  } while (cursor);
  expect(new Set(seen).size).toBe(5);
  expect(seen).toHaveLength(5);
  expect((await ann.get("/inbox?kind=message")).body.data).toEqual([]);
  expect((await ann.get("/inbox?view=done")).body.data).toHaveLength(1);
});

test("an item is read, noted, done and opened again; the first time and person stay", async () => {
  const { id } = await makeInboxItem(api.admin, { organizationId });
  const read = await patch(id, { read: true, note: "Called back" });
  expect(read.status).toBe(200);
  expect(read.headers.get("etag")).toBe('"2"');
  expect(read.body).toMatchObject({ version: 2, note: "Called back", doneAt: null });
  const done = await patch(id, { done: true });
  const again = await patch(id, { done: true, read: true });
  expect(again.body.doneAt).toBe(done.body.doneAt);
  expect(again.body.readAt).toBe(read.body.readAt);
  const open = await patch(id, { done: false, note: null });
  expect(open.body).toMatchObject({ doneAt: null, note: null, version: 5 });
});

test("a change writes the audit log and a live event in the same transaction", async () => {
  const call = await makeCall(api.admin, { organizationId });
  const { id } = await makeInboxItem(api.admin, { organizationId, callId: call.id });
  await patch(id, { done: true, note: "private words" });
  const audit = await api.admin.query("SELECT * FROM audit_log WHERE organization_id = $1 AND entity_id <> $1::text", [
    organizationId,
  ]);
  expect(audit.rows).toMatchObject([
    {
      action: "inbox_item.updated",
      entity_id: id,
      before: { done: false, noted: false, version: 1 },
      after: { done: true, noted: true, version: 2 },
    },
  ]);
  expect(JSON.stringify(audit.rows)).not.toContain("private words");
  const live = await api.admin.query("SELECT type, call_id FROM live_events WHERE organization_id = $1", [
    organizationId,
  ]);
  expect(live.rows).toEqual([{ type: "inbox_changed", call_id: call.id }]);
});

test("who changes an older version is told, and nothing is overwritten", async () => {
  const { id } = await makeInboxItem(api.admin, { organizationId });
  expect((await patch(id, { note: "first" }, { "if-match": '"1"' })).status).toBe(200);
  const late = await patch(id, { note: "second" }, { "if-match": '"1"' });
  expect(late.status).toBe(412);
  expect((await patch(id, { note: "second" }, { "if-match": 'W/"2"' })).status).toBe(412);
  expect((await ann.get("/inbox")).body.data[0]).toMatchObject({ note: "first", version: 2 });
  expect((await patch(id, { note: "third" }, { "if-match": '"1", "2"' })).status).toBe(200);
  expect((await patch(id, { note: "fourth" }, { "if-match": "*" })).status).toBe(200);
});

test("of several at once with the same version one wins", async () => {
  const { id } = await makeInboxItem(api.admin, { organizationId });
  const answers = await Promise.all([1, 2, 3, 4, 5].map((n) => patch(id, { note: `by ${n}` }, { "if-match": '"1"' })));
  expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 412, 412, 412, 412]);
});

test.each([{}, { read: "yes" }, { done: true, version: 3 }, { note: "x".repeat(2001) }, [], null])(
  "the change %j is refused",
  async (body) => {
    const { id } = await makeInboxItem(api.admin, { organizationId });
    const answer = await ann.request("PATCH", `/inbox/${id}`, { body });
    expect(answer.status).toBe(body === null ? 400 : 422);
  },
);

test("a note with a null character is refused, not a fault", async () => {
  const { id } = await makeInboxItem(api.admin, { organizationId });
  expect((await patch(id, { note: "a\u0000b" })).status).toBe(422);
});

test("a viewer reads and changes nothing", async () => {
  const { id } = await makeInboxItem(api.admin, { organizationId });
  const vera = await api.signUp();
  await makeMember(api.admin, { organizationId, userId: vera.me.user.id, role: "viewer" });
  const headers = { "x-organization-id": organizationId };
  expect((await vera.get("/inbox", headers)).body.data).toHaveLength(1);
  expect((await vera.request("PATCH", `/inbox/${id}`, { body: { read: true }, headers })).status).toBe(403);
  const audit = await api.admin.query("SELECT 1 FROM audit_log WHERE organization_id = $1 AND entity_id <> $1::text", [
    organizationId,
  ]);
  expect(audit.rowCount).toBe(0);
});
