import { makeMember, makeOrganization } from "@callflex/testing/factories";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountAudit, mailsTo } from "./account-mails.ts";
import { startApi, WEB_ORIGIN, type SignedIn, type TestApi } from "./start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const remove = (ann: SignedIn, values: object = {}) =>
  ann.request("DELETE", "/auth/me", { body: { password: ann.password, confirmEmail: ann.email, ...values } });

/** Somebody whose organization has another owner too. */
async function replaceable() {
  const ann = await api.signUp();
  const bea = await api.signUp();
  await makeMember(api.admin, { organizationId: ann.organizationId, userId: bea.me.user.id, role: "owner" });
  return ann;
}

test("the name can be changed, alone", async () => {
  const ann = await api.signUp();
  const renamed = await ann.request("PATCH", "/auth/me", { body: { name: "  Ann Valley " } });
  expect(renamed.body.user.name).toBe("Ann Valley");
  for (const body of [
    {},
    { name: "" },
    { name: "x".repeat(121) },
    { name: "A", isStaff: true },
    { email: ann.email },
  ]) {
    expect((await ann.request("PATCH", "/auth/me", { body })).status).toBe(422);
  }
  expect((await accountAudit(api, ann.me.user.id)).at(-1)).toMatchObject({
    action: "account.updated",
    before: { name: "Ann Hill" },
    after: { name: "Ann Valley" },
  });
});

describe("deleting the account", () => {
  test("waits seven days, tells by mail, and can be taken back after signing in", async () => {
    const ann = await replaceable();
    const asked = await remove(ann, { confirmEmail: ann.email.toUpperCase() });
    expect(asked.status).toBe(202);
    const days = (new Date(asked.body.deleteAfter).getTime() - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    expect((await remove(ann)).body).toEqual(asked.body);
    const mails = (await mailsTo(api, ann.email)).filter((mail) => mail.kind === "account_deletion");
    expect(mails).toMatchObject([{ deleteAfter: asked.body.deleteAfter, link: `${WEB_ORIGIN}/settings/security` }]);
    const again = await api.request("POST", "/auth/signin", { body: { email: ann.email, password: ann.password } });
    expect(again.body.user.deleteAfter).toBe(asked.body.deleteAfter);
    const kept = await ann.request("POST", "/auth/me/keep");
    expect(kept.body.user.deleteAfter).toBeNull();
    expect((await ann.request("POST", "/auth/me/keep")).status).toBe(200);
    expect((await accountAudit(api, ann.me.user.id)).map((entry) => entry.action)).toEqual([
      "account.created",
      "account.deletion_requested",
      "account.kept",
    ]);
  });

  test("takes the password and the address", async () => {
    const ann = await replaceable();
    expect((await remove(ann, { password: "wrong" })).body.errors).toEqual([
      { pointer: "/password", message: "is wrong" },
    ]);
    const other = await remove(ann, { confirmEmail: "somebody@example.test" });
    expect(other.status).toBe(422);
    expect(other.body.errors[0].pointer).toBe("/confirmEmail");
    expect((await ann.get("/auth/me")).body.user.deleteAfter).toBeNull();
  });

  test("names the organizations that would have no owner", async () => {
    const ann = await api.signUp({ organizationName: "Only Mine" });
    const refused = await remove(ann);
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toContain("“Only Mine”");
    await api.admin.query("UPDATE organizations SET delete_after = now() + interval '7 days' WHERE id = $1", [
      ann.organizationId,
    ]);
    expect((await remove(ann)).status).toBe(202);
  });
});

test("the export holds everything of oneself, nothing that signs in, and nothing of others", async () => {
  const ann = await api.signUp();
  const eve = await api.signUp();
  await ann.request("PATCH", "/auth/me", { body: { name: "Ann Valley" } });
  const { body, headers } = await ann.get("/auth/me/export");
  expect(headers.get("content-disposition")).toContain("attachment");
  expect(body.user).toMatchObject({ id: ann.me.user.id, name: "Ann Valley", email: ann.email });
  expect(body.accounts).toMatchObject([{ providerId: "credential" }]);
  expect(body.memberships).toMatchObject([{ organizationId: ann.organizationId, role: "owner" }]);
  expect(body.sessions).toHaveLength(1);
  expect(body.auditLog.map((entry: { action: string }) => entry.action)).toEqual([
    "account.updated",
    "account.created",
  ]);
  const text = JSON.stringify(body);
  const { rows } = await api.admin.query("SELECT token FROM sessions UNION ALL SELECT password FROM accounts");
  for (const row of rows) expect(text).not.toContain(row.token);
  for (const part of [eve.email, eve.me.user.id, eve.organizationId]) expect(text).not.toContain(part);
});

describe("one's own log", () => {
  test("comes in pages, filtered, with where from, and without what happened in organizations", async () => {
    const ann = await api.signUp();
    for (const name of ["A", "B", "C"]) await ann.request("PATCH", "/auth/me", { body: { name } });
    const first = await ann.get("/auth/me/audit-log?limit=3");
    expect(first.body.data.map((entry: { after: { name: string } }) => entry.after.name)).toEqual(["C", "B", "A"]);
    expect(first.body.data[0]).toMatchObject({
      action: "account.updated",
      actor: { kind: "user", id: ann.me.user.id, name: "C" },
      ipAddress: expect.any(String),
      requestId: expect.any(String),
    });
    const rest = await ann.get(`/auth/me/audit-log?limit=3&cursor=${first.body.nextCursor}`);
    expect(rest.body).toMatchObject({ data: [{ action: "account.created" }], nextCursor: null });
    expect((await ann.get("/auth/me/audit-log?action=account.created")).body.data).toHaveLength(1);
    expect((await ann.get("/auth/me/audit-log?action=organization.*")).body.data).toEqual([]);
    expect((await ann.get("/auth/me/audit-log?cursor=xyz")).status).toBe(400);
  });

  test("is nobody else's to read, also in a shared organization", async () => {
    const ann = await api.signUp();
    const eve = await api.signUp();
    const shared = await makeOrganization(api.admin);
    for (const { me } of [ann, eve])
      await makeMember(api.admin, { organizationId: shared.id, userId: me.user.id, role: "owner" });
    const { body } = await eve.get(`/auth/me/audit-log?actorId=${ann.me.user.id}`);
    expect(body.data).toEqual([]);
  });
});
