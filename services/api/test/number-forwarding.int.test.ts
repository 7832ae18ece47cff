import { makePhoneNumber } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";
import { auditOf, joinTeam } from "./team.ts";

const BUSINESS = "+14155550188";
const choice = { businessNumber: BUSINESS, carrier: "att", kind: "no_answer" };

let api: TestApi;
let ann: SignedIn;
let number: { id: string; e164: string };
let path: string;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  ann = await api.signUp();
  number = await makePhoneNumber(api.admin, { organizationId: ann.organizationId });
  path = `/phone-numbers/${number.id}/forwarding`;
});

function put(forwarding: unknown, headers: Record<string, string> = {}) {
  return ann.request("PUT", path, { body: { forwarding }, headers });
}

test("no number is forwarded until somebody says so", async () => {
  expect((await ann.get(path)).body).toEqual({ forwarding: null, version: 1 });
  expect((await ann.request("POST", `${path}/verify`)).status).toBe(409);
});

test("a number that is forwarded is kept, tested, changed and taken back, each in the audit log", async () => {
  const said = await put(choice, { "if-match": '"1"' });
  expect(said.body).toEqual({
    forwarding: { ...choice, state: "none", waitingSince: null, verifiedAt: null, verifiedCallId: null },
    version: 2,
  });
  const waiting = await ann.request("POST", `${path}/verify`);
  expect(waiting.body).toMatchObject({
    forwarding: { state: "waiting", waitingSince: expect.stringMatching(/Z$/) as string },
    version: 3,
  });
  expect((await put(choice)).body).toEqual(waiting.body);
  expect((await put({ ...choice, kind: "always" })).body.forwarding).toMatchObject({
    state: "none",
    waitingSince: null,
  });
  expect((await put(null)).body).toEqual({ forwarding: null, version: 5 });
  expect((await put(choice, { "if-match": '"1"' })).status).toBe(412);
  const audit = await auditOf(api, ann.organizationId);
  expect(audit.map((entry) => entry.action).filter((action: string) => action.startsWith("phone_number."))).toEqual([
    "phone_number.forwarding_changed",
    "phone_number.forwarding_verification_started",
    "phone_number.forwarding_changed",
    "phone_number.forwarding_changed",
  ]);
});

test("what makes no sense is refused in words", async () => {
  expect((await put({ ...choice, businessNumber: number.e164 })).body.detail).toBe(
    "A number can't be forwarded to itself. Enter your own business number.",
  );
  expect((await put({ ...choice, carrier: "us_landline", kind: "unreachable" })).status).toBe(422);
  expect((await put({ ...choice, carrier: "pigeon" })).status).toBe(422);
  await put(choice);
  await api.admin.query("UPDATE phone_numbers SET state = 'provisioning' WHERE id = $1", [number.id]);
  expect((await ann.request("POST", `${path}/verify`)).status).toBe(409);
});

test("a viewer sees and doesn't change; another tenant sees nothing", async () => {
  const vera = await joinTeam(api, ann.organizationId, "viewer");
  const headers = { "x-organization-id": ann.organizationId };
  expect((await vera.get(path, headers)).status).toBe(200);
  expect((await vera.request("PUT", path, { body: { forwarding: null }, headers })).status).toBe(403);
  expect((await vera.request("POST", `${path}/verify`, { headers })).status).toBe(403);
  expect((await vera.get(path)).status).toBe(404);
});
