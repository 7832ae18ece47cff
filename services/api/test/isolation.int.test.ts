import { randomUUID } from "node:crypto";
import { newId } from "@callflex/db/ids";
import {
  makeAction,
  makeAssistant,
  makeCall,
  makeDailyUsage,
  makeInboxItem,
  makePhoneNumber,
  makeRecording,
  makeStep,
  makeTestCall,
  makeTranscript,
} from "@callflex/testing/factories";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Route } from "../src/http/route.ts";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";
import { confirmEmail } from "./team.ts";

const SECRET = "only Ann's people may read this";

let api: TestApi;
let ann: SignedIn;
let bob: SignedIn;
/** Ids of Ann's things, by the parameter of the path that takes them; plain ids by the path's first part. */
const foreign: Record<string, string> = {};
/** What the document gives as an example of each operation's body. */
const bodies = new Map<string, unknown>();
let organizationRoutes: Route[] = [];

beforeAll(async () => {
  api = await startApi();
  [ann, bob] = await Promise.all([api.signUp(), api.signUp()]);
  const { organizationId } = ann;
  const assistant = await makeAssistant(api.admin, { organizationId, name: SECRET });
  const number = await makePhoneNumber(api.admin, { organizationId, label: SECRET });
  const call = await makeCall(api.admin, {
    organizationId,
    summary: SECRET,
    assistantId: assistant.id,
    phoneNumberId: number.id,
  });
  await makeCall(api.admin, { organizationId, summary: SECRET, status: "in_progress" });
  await makeTranscript(api.admin, call, { lines: [["caller", SECRET]] });
  await makeRecording(api.admin, call);
  await makeAction(api.admin, call, { answer: SECRET });
  await makeStep(api.admin, call);
  await makeDailyUsage(api.admin, { organizationId, date: new Date().toISOString().slice(0, 10), calls: 4711 });
  foreign["calls"] = call.id;
  foreign["phone-numbers"] = number.id;
  foreign["test-calls"] = (await makeTestCall(api.admin, { organizationId, assistantId: assistant.id })).id;
  foreign["assistants"] = assistant.id;
  foreign["drift-findings"] = newId();
  await api.admin.query(
    `INSERT INTO drift_findings (id, organization_id, provider, kind, resource_id, detail)
     VALUES ($1, $2, 'vapi', 'assistant_missing', 'gone', $3)`,
    [foreign["drift-findings"], organizationId, SECRET],
  );
  await api.admin.query(
    "INSERT INTO assistant_versions (organization_id, assistant_id, version, content) VALUES ($1, $2, 1, $3)",
    [organizationId, assistant.id, { name: SECRET }],
  );
  foreign["inbox"] = (await makeInboxItem(api.admin, { organizationId, callId: call.id, subject: SECRET })).id;
  await api.admin.query("UPDATE organizations SET name = $2 WHERE id = $1", [organizationId, SECRET]);
  foreign["userId"] = ann.me.user.id;
  foreign["invitationId"] = newId();
  foreign["api-keys"] = newId();
  await api.admin.query(
    `INSERT INTO invitations (id, organization_id, email, role, token_hash, expires_at, inviter_id)
     VALUES ($1, $2, 'ben@example.test', 'viewer', '\\x01', now() + interval '1 day', $3)`,
    [foreign["invitationId"], organizationId, ann.me.user.id],
  );
  await api.admin.query(
    "INSERT INTO api_keys (id, organization_id, name, prefix, key_hash, scopes) VALUES ($1, $2, 'Sync', 'cfx_secret12', '\\x01', '{calls.read}')",
    [foreign["api-keys"], organizationId],
  );
  await confirmEmail(api, bob);
  organizationRoutes = api.routes.filter((route) => route.access === "organization");
  const { body: document } = await api.request("GET", "/openapi.json");
  for (const { text } of organizationRoutes) {
    const content = document.paths[text.path][text.method].requestBody?.content["application/json"];
    if (content) bodies.set(text.operationId, content.example);
  }
});
afterAll(() => api.close());

/** The route's address in an organization; its other ids are what `idFor` says. */
function pathOf(route: Route, organizationId: string, idFor: (name: string) => string): string {
  return route.text.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === "organizationId" ? organizationId : idFor(name),
  );
}

function foreignPath(route: Route, organizationId: string): string {
  const first = route.text.path.split("/")[1]!;
  return pathOf(route, organizationId, (name) =>
    name === "version" ? "1" : (foreign[name] ?? foreign[first] ?? `no id for ${name}`),
  );
}

async function send(route: Route, path: string, headers: Record<string, string> = {}) {
  const body = bodies.get(route.text.operationId);
  return bob.request(route.text.method.toUpperCase(), path, { headers, ...(body ? { body } : {}) });
}

async function unchanged(): Promise<unknown> {
  const { rows } = await api.admin.query(
    `SELECT (SELECT array_agg(version) FROM inbox_items) AS inbox, (SELECT count(*) FROM outbox_events) AS outbox,
            (SELECT count(*) FROM audit_log) AS audit, (SELECT count(*) FROM live_events) AS live,
            (SELECT count(*) FROM idempotency_keys) AS keys, (SELECT count(*) FROM account_mails) AS mails,
            (SELECT jsonb_agg(n ORDER BY id) FROM phone_numbers n) AS numbers,
            (SELECT jsonb_agg(i ORDER BY id) FROM invitations i) AS invitations, (SELECT jsonb_agg(k ORDER BY id) FROM api_keys k) AS api_keys,
            (SELECT jsonb_agg(a ORDER BY id) FROM assistants a) AS assistants, (SELECT count(*) FROM assistant_versions) AS versions,
            (SELECT jsonb_agg(m ORDER BY id) FROM organization_members m) AS members,
            (SELECT jsonb_agg(o ORDER BY id) FROM organizations o) AS organizations`,
  );
  return rows[0];
}

test("another tenant's ids answer exactly as ids that don't exist, on every route that takes one", async () => {
  const before = await unchanged();
  // A template is nobody's.
  const routes = organizationRoutes.filter((route) => /\{(?!organizationId\}|slug\})/.test(route.text.path));
  expect(routes.length).toBeGreaterThanOrEqual(12);
  for (const route of routes) {
    const path = foreignPath(route, bob.organizationId);
    expect(path).not.toContain("no id for");
    const answer = await send(route, path, { "idempotency-key": randomUUID() });
    const missing = pathOf(route, bob.organizationId, (name) => (name === "version" ? "1" : randomUUID()));
    const nothing = await send(route, missing, { "idempotency-key": randomUUID() });
    expect([route.text.operationId, answer.status]).toEqual([route.text.operationId, 404]);
    const { requestId: _a, instance: _b, ...told } = answer.body;
    expect(nothing.body).toMatchObject(told);
  }
  expect(await unchanged()).toEqual(before);
});

test("naming another tenant's organization is 404 on every route", async () => {
  const before = await unchanged();
  for (const route of organizationRoutes) {
    const named = route.text.path.includes("{organizationId}");
    const headers: Record<string, string> = named ? {} : { "x-organization-id": ann.organizationId };
    const answer = await send(route, foreignPath(route, ann.organizationId), headers);
    expect([route.text.operationId, answer.status]).toEqual([route.text.operationId, 404]);
    expect(JSON.stringify(answer.body)).not.toContain(SECRET);
  }
  expect(await unchanged()).toEqual(before);
});

test("lists and figures of a tenant hold nothing of another's", async () => {
  const own = `/organizations/${bob.organizationId}`;
  for (const path of [
    "/calls",
    "/calls?q=only%20Ann",
    "/calls/active",
    "/inbox",
    "/calls/stats",
    "/phone-numbers",
    "/phone-numbers?state=released",
    "/auth/me",
    "/api-keys",
    "/assistants",
    "/organizations",
    own,
    ...["members", "invitations", "settings", "audit-log", "export"].map((part) => `${own}/${part}`),
  ]) {
    const answer = await bob.get(path);
    expect(answer.status).toBe(200);
    const text = JSON.stringify(answer.body);
    for (const secret of [SECRET, "4711", ann.organizationId, ...Object.values(foreign)])
      expect(text).not.toContain(secret);
  }
});

test("filters by another tenant's ids find nothing", async () => {
  const { rows } = await api.admin.query("SELECT id FROM assistants WHERE organization_id = $1", [ann.organizationId]);
  const answer = await bob.get(`/calls?assistantId=${rows[0].id}`);
  expect(answer.body).toEqual({ data: [], nextCursor: null });
});

test("a malformed organization is not found, and no injection", async () => {
  for (const value of ["1", "' OR true --", `${ann.organizationId}'`, `${bob.organizationId},${ann.organizationId}`]) {
    expect((await bob.get("/calls", { "x-organization-id": value })).status).toBe(404);
  }
});

test("every route but the public ones wants a sign-in", async () => {
  const guarded = api.routes.filter((route) => route.access !== "public");
  expect(guarded.length).toBeGreaterThan(10);
  for (const route of guarded) {
    const path = pathOf(route, randomUUID(), () => randomUUID());
    const answer = await api.request(route.text.method.toUpperCase(), path);
    expect([route.text.operationId, answer.status]).toEqual([route.text.operationId, 401]);
  }
  expect(api.routes.filter((route) => route.access === "public").map((route) => route.text.operationId)).toEqual([
    "signUp",
    "signUpInvited",
    "signIn",
    "signInTwoFactor",
    "signOut",
    "forgotPassword",
    "resetPassword",
    "confirmEmail",
    "confirmNewEmail",
    "getJwks",
    "signInWithGoogle",
    "finishGoogleSignIn",
    "getSignInOptions",
    "lookUpInvitation",
    "getOpenApi",
  ]);
});
