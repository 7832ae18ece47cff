import { randomUUID } from "node:crypto";
import {
  makeAction,
  makeAssistant,
  makeCall,
  makeDailyUsage,
  makeInboxItem,
  makePhoneNumber,
  makeRecording,
  makeStep,
  makeTranscript,
} from "@callflex/testing/factories";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Route } from "../src/http/route.ts";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";

const SECRET = "only Ann's people may read this";

let api: TestApi;
let ann: SignedIn;
let bob: SignedIn;
/** Ids of Ann's things, by the first part of the path that takes them. */
const foreign: Record<string, string> = {};
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
  foreign["inbox"] = (await makeInboxItem(api.admin, { organizationId, callId: call.id, subject: SECRET })).id;
  organizationRoutes = api.routes.filter((route) => route.access === "organization");
});
afterAll(() => api.close());

const BODIES: Record<string, unknown> = { updateInboxItem: { done: true } };

function pathOf(route: Route, id: string | undefined): string {
  return route.text.path.replace("{id}", id ?? "");
}

function foreignId(route: Route): string | undefined {
  return foreign[route.text.path.split("/")[1]!];
}

async function send(route: Route, path: string, headers: Record<string, string> = {}) {
  const body = BODIES[route.text.operationId];
  return bob.request(route.text.method.toUpperCase(), path, { headers, ...(body ? { body } : {}) });
}

async function unchanged(): Promise<unknown> {
  const { rows } = await api.admin.query(
    `SELECT (SELECT array_agg(version) FROM inbox_items) AS inbox, (SELECT count(*) FROM outbox_events) AS outbox,
            (SELECT count(*) FROM audit_log) AS audit, (SELECT count(*) FROM live_events) AS live,
            (SELECT count(*) FROM idempotency_keys) AS keys`,
  );
  return rows[0];
}

test("another tenant's ids answer exactly as ids that don't exist, on every route that takes one", async () => {
  const before = await unchanged();
  const routes = organizationRoutes.filter((route) => route.text.path.includes("{id}"));
  expect(routes.length).toBeGreaterThanOrEqual(7);
  for (const route of routes) {
    const id = foreignId(route);
    expect([route.text.path, id]).toEqual([route.text.path, expect.any(String)]);
    const answer = await send(route, pathOf(route, id), { "idempotency-key": randomUUID() });
    const nothing = await send(route, pathOf(route, randomUUID()), { "idempotency-key": randomUUID() });
    expect([route.text.operationId, answer.status]).toEqual([route.text.operationId, 404]);
    const { requestId: _a, instance: _b, ...told } = answer.body;
    expect(nothing.body).toMatchObject(told);
  }
  expect(await unchanged()).toEqual(before);
});

test("naming another tenant's organization is 404 on every route", async () => {
  const before = await unchanged();
  for (const route of organizationRoutes) {
    const answer = await send(route, pathOf(route, foreignId(route)), { "x-organization-id": ann.organizationId });
    expect([route.text.operationId, answer.status]).toEqual([route.text.operationId, 404]);
    expect(JSON.stringify(answer.body)).not.toContain(SECRET);
  }
  expect(await unchanged()).toEqual(before);
});

test("lists and figures of a tenant hold nothing of another's", async () => {
  for (const path of ["/calls", "/calls?q=only%20Ann", "/calls/active", "/inbox", "/calls/stats", "/auth/me"]) {
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
    const answer = await api.request(route.text.method.toUpperCase(), pathOf(route, randomUUID()));
    expect([route.text.operationId, answer.status]).toEqual([route.text.operationId, 401]);
  }
  expect(api.routes.filter((route) => route.access === "public").map((route) => route.text.operationId)).toEqual([
    "signUp",
    "signIn",
    "signOut",
    "getOpenApi",
  ]);
});
