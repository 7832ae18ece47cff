import { createHash, randomUUID } from "node:crypto";
import { apiKeyScopes } from "@callflex/contracts/permissions";
import { makeCall, makeInboxItem } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readStream } from "./read-stream.ts";
import { startApi, type Answer, type SignedIn, type TestApi } from "./start-api.ts";
import { auditOf, choosePlan, confirmEmail, joinTeam } from "./team.ts";

let api: TestApi;
let ann: SignedIn;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  ann = await api.signUp();
  await confirmEmail(api, ann);
  await choosePlan(api, ann.organizationId, { key: "business", maxMembers: 50, features: ["api_keys"] });
});

function create(values: object = {}, by = ann): Promise<Answer> {
  const body = { name: "Calendar sync", scopes: ["calls.read", "inbox.read"], ...values };
  return by.request("POST", "/api-keys", { body, headers: { "x-organization-id": ann.organizationId } });
}

/** Asks as a program with a key does: without cookies. */
function as(key: string, method: string, path: string, options: { body?: unknown; headers?: object } = {}) {
  const { body, headers } = options;
  return api.request(method, path, {
    headers: { authorization: `Bearer ${key}`, ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

describe("making", () => {
  test("shows the key once and keeps a hash of it", async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const made = await create({ expiresAt, scopes: ["calls.read", "inbox.read", "calls.read"] });
    expect(made.status).toBe(201);
    expect(made.headers.get("cache-control")).toBe("no-store");
    const { key, ...shown } = made.body;
    expect(key).toMatch(/^cfx_[\w-]{43}$/);
    expect(shown).toMatchObject({
      name: "Calendar sync",
      prefix: key.slice(0, 12),
      scopes: ["calls.read", "inbox.read"],
      createdBy: "Ann Hill",
      expiresAt,
      lastUsedAt: null,
      revokedAt: null,
    });
    expect((await ann.get("/api-keys")).body).toEqual({ data: [shown], nextCursor: null });
    const { rows } = await api.admin.query("SELECT * FROM api_keys WHERE id = $1", [shown.id]);
    expect(rows[0].key_hash).toEqual(createHash("sha256").update(key).digest());
    const audit = await auditOf(api, ann.organizationId, "api_key.created");
    expect(audit).toMatchObject([{ entity_id: shown.id, after: { prefix: shown.prefix, scopes: shown.scopes } }]);
    expect(JSON.stringify([rows, audit])).not.toContain(key);
  });

  test("a stored answer never holds a key: Idempotency-Key isn't honoured", async () => {
    const headers = { "idempotency-key": randomUUID(), "x-organization-id": ann.organizationId };
    const body = { name: "A", scopes: ["calls.read"] };
    const [one, two] = [
      await ann.request("POST", "/api-keys", { body, headers }),
      await ann.request("POST", "/api-keys", { body, headers }),
    ];
    expect(one.body.key).not.toBe(two.body.key);
    const { rows } = await api.admin.query("SELECT 1 FROM idempotency_keys WHERE organization_id = $1", [
      ann.organizationId,
    ]);
    expect(rows).toEqual([]);
  });

  test("needs the plan, a confirmed address and the permission, and says so", async () => {
    await choosePlan(api, ann.organizationId, { key: "starter", maxMembers: 3, features: [] });
    const small = await create();
    expect(small.status).toBe(409);
    expect(small.body.detail).toMatch(/plan Starter doesn't include API keys. Choose the plan Business/);
    await choosePlan(api, ann.organizationId, { key: "business", maxMembers: 50, features: ["api_keys"] });
    const [ada, max] = [
      await joinTeam(api, ann.organizationId, "admin"),
      await joinTeam(api, ann.organizationId, "member"),
    ];
    expect((await create({}, ada)).body.detail).toMatch(/Confirm your e-mail address/);
    await confirmEmail(api, ada);
    expect((await create({}, ada)).status).toBe(201);
    await confirmEmail(api, max);
    expect((await create({}, max)).status).toBe(403);
    expect((await max.get("/api-keys", { "x-organization-id": ann.organizationId })).status).toBe(403);
  });

  test.each([
    { scopes: [] },
    { scopes: ["members.manage"] },
    { scopes: ["everything"] },
    { name: "" },
    { name: "x".repeat(61) },
    { expiresAt: "2020-01-01T00:00:00Z" },
    { expiresAt: "tomorrow" },
    { key: "cfx_mine" },
  ])("%j is refused", async (values) => {
    expect((await create(values)).status).toBe(422);
    expect((await ann.get("/api-keys")).body.data).toEqual([]);
  });

  test("keys are paged, newest first, also where several were made at once", async () => {
    for (let n = 0; n < 5; n += 1) await create({ name: `Key ${n}` });
    await api.admin.query("UPDATE api_keys SET created_at = now() WHERE organization_id = $1", [ann.organizationId]);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await ann.get(`/api-keys?limit=2${cursor ? `&cursor=${cursor}` : ""}`);
      seen.push(...body.data.map((one: { name: string }) => one.name));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
  });

  test("an organization has fifty keys in use at most, also when they are made at once", async () => {
    await api.admin.query(
      `INSERT INTO api_keys (id, organization_id, name, prefix, key_hash, scopes, revoked_at)
       SELECT gen_random_uuid(), $1, 'Filler', 'cfx_filler', sha256(gen_random_uuid()::text::bytea), '{calls.read}',
              CASE WHEN n > 48 THEN now() END
       FROM generate_series(1, 60) n`,
      [ann.organizationId],
    );
    const answers = await Promise.all([1, 2, 3, 4].map(() => create()));
    expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([201, 201, 409, 409]);
  });
});

describe("using", () => {
  test("a key does what its scopes say, in its own organization", async () => {
    const { key } = (await create({ scopes: ["calls.read", "inbox.read", "inbox.update"] })).body;
    const bob = await api.signUp();
    const own = await makeCall(api.admin, { organizationId: ann.organizationId });
    const foreign = await makeCall(api.admin, { organizationId: bob.organizationId });
    const item = await makeInboxItem(api.admin, { organizationId: ann.organizationId });
    const other = await makeInboxItem(api.admin, { organizationId: bob.organizationId });

    expect((await as(key, "GET", "/calls")).body.data.map((one: { id: string }) => one.id)).toEqual([own.id]);
    expect((await as(key, "GET", `/calls/${foreign.id}`)).status).toBe(404);
    expect((await as(key, "PATCH", `/inbox/${other.id}`, { body: { done: true } })).status).toBe(404);
    expect((await as(key, "GET", `/organizations/${bob.organizationId}`)).status).toBe(404);
    expect((await as(key, "GET", "/calls", { headers: { "x-organization-id": bob.organizationId } })).status).toBe(404);
    const lacking = await as(key, "GET", `/calls/${own.id}/recording`);
    expect(lacking.status).toBe(403);
    expect(lacking.body.detail).toContain("calls.listen");

    const changed = await as(key, "PATCH", `/inbox/${item.id}`, { body: { done: true } });
    expect(changed.status).toBe(200);
    const keyId = (await ann.get("/api-keys")).body.data[0].id;
    expect(await auditOf(api, ann.organizationId, "inbox_item.updated")).toMatchObject([
      { actor_kind: "api_key", actor_user_id: null, api_key_id: keyId, entity_id: item.id },
    ]);
    const log = await ann.get(`/organizations/${ann.organizationId}/audit-log?actorId=${keyId}`);
    expect(log.body.data).toMatchObject([
      { action: "inbox_item.updated", actor: { kind: "api_key", id: keyId, name: "Calendar sync" } },
    ]);
  });

  test("a key with every scope is no person: no account, team, keys, export or deletion", async () => {
    const { key } = (await create({ scopes: apiKeyScopes })).body;
    const at = `/organizations/${ann.organizationId}`;
    expect((await as(key, "GET", at)).status).toBe(200);
    expect((await as(key, "GET", `${at}/members`)).body.data).toHaveLength(1);
    expect((await as(key, "PATCH", `${at}/settings`, { body: { defaultVoice: null } })).status).toBe(200);
    const confirmation = { confirmName: "Hill Plumbing", export: "declined" };
    for (const [method, path, body] of [
      ["GET", "/auth/me"],
      ["GET", "/organizations"],
      ["POST", "/organizations", { name: "Another" }],
      ["POST", "/invitations/accept", { token: "x".repeat(43) }],
      ["DELETE", at, confirmation],
      ["GET", `${at}/export`],
      ["POST", `${at}/members`, { email: "x@example.test", role: "viewer" }],
      ["PATCH", `${at}/members/${ann.me.user.id}`, { role: "viewer" }],
      ["DELETE", `${at}/members/${ann.me.user.id}`],
      ["POST", `${at}/leave`],
      ["POST", `${at}/transfer-ownership`, { userId: ann.me.user.id }],
      ["GET", "/api-keys"],
      ["POST", "/api-keys", { name: "More", scopes: ["calls.read"] }],
      ["DELETE", `/api-keys/${randomUUID()}`],
    ] as const) {
      const answer = await as(key, method, path, { body });
      expect([method, path, answer.status]).toEqual([method, path, 403]);
    }
  });

  test("the last use is noted to the minute", async () => {
    const { key, id } = (await create()).body;
    const lastUse = async () => (await ann.get("/api-keys")).body.data[0].lastUsedAt;
    await as(key, "GET", "/calls");
    const first = await lastUse();
    expect(first).not.toBeNull();
    await as(key, "GET", "/calls");
    expect(await lastUse()).toBe(first);
    await api.admin.query("UPDATE api_keys SET last_used_at = now() - interval '61 seconds' WHERE id = $1", [id]);
    await as(key, "GET", "/calls");
    expect(Date.parse(await lastUse())).toBeGreaterThanOrEqual(Date.parse(first));
  });

  test("unknown, changed, expired and revoked keys are nobody; without the plan a key is refused", async () => {
    const { key, id } = (await create()).body;
    for (const wrong of [`cfx_${"A".repeat(43)}`, `${key}x`, key.slice(0, -1), `CFX_${key.slice(4)}`]) {
      expect((await as(wrong, "GET", "/calls")).status).toBe(401);
    }
    await choosePlan(api, ann.organizationId, { key: "starter", maxMembers: 3, features: [] });
    const refused = await as(key, "GET", "/calls");
    expect(refused.status).toBe(403);
    expect(refused.body.detail).toMatch(/plan doesn't include API keys any more/);
    expect((await ann.get("/api-keys")).body.data).toHaveLength(1);
    await choosePlan(api, ann.organizationId, { key: "business", maxMembers: 50, features: ["api_keys"] });
    expect((await as(key, "GET", "/calls")).status).toBe(200);
    await api.admin.query("UPDATE api_keys SET expires_at = now() WHERE id = $1", [id]);
    expect((await as(key, "GET", "/calls")).status).toBe(401);
  });
});

describe("revoking", () => {
  test("ends the key with its next request and its live stream; again it changes nothing", async () => {
    const { key, id } = (await create()).body;
    const stream = await readStream(`${api.url}/api/v1/events/stream`, { authorization: `Bearer ${key}` });
    expect(stream.status).toBe(200);
    for (let n = 0; n < 2; n += 1) expect((await ann.request("DELETE", `/api-keys/${id}`)).status).toBe(204);
    expect((await as(key, "GET", "/calls")).status).toBe(401);
    await api.deps.keeper.beatAll();
    await stream.ended;
    expect((await ann.get("/api-keys")).body.data[0].revokedAt).not.toBeNull();
    expect(await auditOf(api, ann.organizationId, "api_key.revoked")).toMatchObject([{ entity_id: id }]);
  });

  test("another tenant's key isn't there", async () => {
    const { key, id } = (await create()).body;
    const bob = await api.signUp();
    expect((await bob.request("DELETE", `/api-keys/${id}`)).status).toBe(404);
    expect((await bob.get("/api-keys")).body.data).toEqual([]);
    expect((await as(key, "GET", "/calls")).status).toBe(200);
  });
});
