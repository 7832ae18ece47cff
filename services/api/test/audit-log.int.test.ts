import { randomUUID } from "node:crypto";
import type { AuditEntry } from "@callflex/contracts/api/audit-log";
import { makeInboxItem } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";
import { joinTeam } from "./team.ts";

let api: TestApi;
let ann: SignedIn;
let path: string;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  ann = await api.signUp();
  path = `/organizations/${ann.organizationId}/audit-log`;
});

function rename(name: string, by = ann) {
  return by.request("PATCH", `/organizations/${ann.organizationId}`, { body: { name } });
}

async function read(query = "", by = ann): Promise<AuditEntry[]> {
  return (await by.get(`${path}${query}`)).body.data;
}

test("each change has its entry: who, what, when and from where", async () => {
  const changed = await rename("Hill & Co");
  const [newest] = await read();
  expect(newest).toMatchObject({
    action: "organization.updated",
    actor: { kind: "user", id: ann.me.user.id, name: "Ann Hill" },
    entityType: "organization",
    entityId: ann.organizationId,
    before: { name: "Hill Plumbing" },
    after: { name: "Hill & Co" },
    ipAddress: expect.stringMatching(/127\.0\.0\.1$/),
    requestId: changed.headers.get("x-request-id"),
  });
});

test("what is refused leaves no entry", async () => {
  const before = await read();
  expect((await rename("")).status).toBe(422);
  expect((await ann.request("POST", `/organizations/${ann.organizationId}/leave`)).status).toBe(409);
  expect(await read()).toEqual(before);
});

test("entries are found by action, kind of action, actor, thing and time", async () => {
  const ada = await joinTeam(api, ann.organizationId, "admin");
  const item = await makeInboxItem(api.admin, { organizationId: ann.organizationId });
  await rename("One");
  await rename("Two", ada);
  await ann.request("PATCH", `/inbox/${item.id}`, { body: { read: true } });
  // An action whose name the underscore of a pattern would match.
  await api.admin.query(
    `INSERT INTO audit_log (id, organization_id, actor_kind, action, entity_type) VALUES ($1, $2, 'system', 'inboxXitem.updated', 't')`,
    [randomUUID(), ann.organizationId],
  );
  expect(await read("?action=organization.updated")).toHaveLength(2);
  expect((await read("?action=inbox_item.*")).map((one) => one.entityId)).toEqual([item.id]);
  expect((await read(`?actorId=${ada.me.user.id}`)).map((one) => one.after)).toEqual([{ name: "Two" }]);
  expect((await read(`?entityId=${item.id}`)).map((one) => one.action)).toEqual(["inbox_item.updated"]);
  const [two, one] = await read("?action=organization.updated");
  await api.admin.query("UPDATE audit_log SET created_at = '2026-03-01T12:00:00Z' WHERE id = $1", [one!.id]);
  expect((await read("?to=2026-03-02T00:00:00Z")).map((entry) => entry.id)).toEqual([one!.id]);
  const later = await read("?from=2026-03-01T12:00:00.001Z&action=organization.updated");
  expect(later.map((entry) => entry.id)).toEqual([two!.id]);
  expect(await read("?to=2026-03-01T12:00:00Z")).toEqual([]);
});

test.each(["action=DROP%20TABLE", "action=*", "actorId=1", "from=yesterday", "limit=0", "cursor=bm9wZQ", "colour=red"])(
  "the query %s is refused",
  async (query) => {
    expect((await ann.get(`${path}?${query}`)).status).toBe(400);
  },
);

test("it is paged newest first, also over entries of one moment", async () => {
  for (let n = 0; n < 5; n += 1) await rename(`Name ${n}`);
  await api.admin.query("UPDATE audit_log SET created_at = now() WHERE organization_id = $1", [ann.organizationId]);
  const all = await read();
  const seen: AuditEntry[] = [];
  let cursor: string | null = null;
  do {
    const { body } = await ann.get(`${path}?limit=2${cursor ? `&cursor=${cursor}` : ""}`);
    seen.push(...body.data);
    cursor = body.nextCursor;
  } while (cursor);
  expect(seen).toEqual(all);
  expect(new Set(seen.map((one) => one.id)).size).toBe(all.length);
});

test("owners and admins read it; members, viewers and other tenants don't", async () => {
  const [ada, max] = [
    await joinTeam(api, ann.organizationId, "admin"),
    await joinTeam(api, ann.organizationId, "member"),
  ];
  const bob = await api.signUp();
  expect((await ada.get(path)).status).toBe(200);
  expect((await max.get(path)).status).toBe(403);
  expect((await bob.get(path)).status).toBe(404);
  await rename("Secret project");
  const own = await bob.get(`/organizations/${bob.organizationId}/audit-log?entityId=${ann.organizationId}`);
  expect(own.body.data).toEqual([]);
});

test("who left is still known by what the entry of their going tells", async () => {
  const ada = await joinTeam(api, ann.organizationId, "admin");
  await rename("Two", ada);
  await ann.request("DELETE", `/organizations/${ann.organizationId}/members/${ada.me.user.id}`);
  const [removed, updated] = await read();
  expect(updated!.actor).toEqual({ kind: "user", id: ada.me.user.id, name: null });
  expect(removed).toMatchObject({ action: "member.removed", entityId: ada.me.user.id, before: { email: ada.email } });
});
