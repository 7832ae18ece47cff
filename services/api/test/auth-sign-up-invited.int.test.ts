import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { accountAudit, newestToken } from "./account-mails.ts";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";
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
});

/** Invites an address; the token of its mail. */
async function invited(email = `${randomUUID()}@example.test`, role = "viewer") {
  const made = await ann.request("POST", `/organizations/${ann.organizationId}/members`, { body: { email, role } });
  expect(made.status).toBe(201);
  return { id: made.body.id as string, email, token: await newestToken(api, email, "invitation") };
}

const signUp = (token: string, values: object = {}) =>
  api.request("POST", "/auth/signup/invited", { body: { name: "Ben", password: "correct horse", token, ...values } });

async function users(email: string): Promise<number> {
  const { rows } = await api.admin.query("SELECT count(*)::integer AS n FROM users WHERE email = $1", [email]);
  return rows[0].n;
}

test("makes the account, confirmed and a member of that organization alone, and signs in", async () => {
  const { email, token } = await invited();
  const answer = await signUp(token);
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({
    user: { name: "Ben", email, emailVerified: true },
    organizations: [{ id: ann.organizationId, role: "viewer" }],
    activeOrganizationId: ann.organizationId,
  });
  expect(answer.body.organizations).toHaveLength(1);
  const headers = { cookie: answer.headers.getSetCookie()[0]!.split(";")[0]! };
  expect((await api.request("GET", "/auth/me", { headers })).body).toEqual(answer.body);
  const userId = answer.body.user.id;
  expect(await accountAudit(api, userId)).toMatchObject([
    { action: "account.created", after: { email, invited: true } },
  ]);
  expect(await auditOf(api, ann.organizationId, "member.joined")).toMatchObject([{ actor_user_id: userId }]);
});

test("an invitation makes one account, also for two at once", async () => {
  const { email, token } = await invited();
  const both = await Promise.all([signUp(token), signUp(token)]);
  expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  const again = await signUp(token);
  expect(again.status).toBe(409);
  expect(again.body.detail).toContain("used already");
  expect(await users(email)).toBe(1);
});

test("one that has expired, was taken back, or never was, makes none", async () => {
  const late = await invited();
  await api.admin.query("UPDATE invitations SET expires_at = now() WHERE id = $1", [late.id]);
  const taken = await invited(`${randomUUID()}@example.test`);
  await ann.request("DELETE", `/organizations/${ann.organizationId}/invitations/${taken.id}`);
  const answers = [await signUp(late.token), await signUp(taken.token), await signUp("x".repeat(43))];
  expect(answers.map((one) => one.status)).toEqual([409, 409, 404]);
  expect(answers[0]!.body.detail).toContain("expired");
  expect(answers[1]!.body.detail).toContain("taken back");
  for (const { email } of [late, taken]) expect(await users(email)).toBe(0);
});

test("who has an account is told to sign in with it", async () => {
  const ben = await api.signUp();
  const { token } = await invited(ben.email);
  const answer = await signUp(token);
  expect(answer.status).toBe(409);
  expect(answer.body.detail).toContain(`${ben.email} has an account already`);
});

test("a full team takes nobody more, and nothing is left of the try", async () => {
  const { email, token } = await invited();
  await choosePlan(api, ann.organizationId, { key: "pair", maxMembers: 2, features: [] });
  await joinTeam(api, ann.organizationId, "member");
  const answer = await signUp(token);
  expect(answer.status).toBe(409);
  expect(answer.body.detail).toContain("as many members as its plan allows");
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(await users(email)).toBe(0);
});

test("address, role and rights can't be chosen", async () => {
  const { token } = await invited();
  for (const extra of [{ email: "eve@example.test" }, { role: "owner" }, { isStaff: true }, { emailVerified: true }]) {
    expect((await signUp(token, extra)).status).toBe(422);
  }
});
