import { createHash, randomUUID } from "node:crypto";
import { acceptInvitation } from "@callflex/domain/invitations/accept-invitation";
import { hashInvitationToken } from "@callflex/domain/invitations/invitation-secret";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mailsTo, newestToken } from "./account-mails.ts";
import { startApi, type Answer, type SignedIn, type TestApi } from "./start-api.ts";
import { ageMails, auditOf, choosePlan, confirmEmail, joinTeam } from "./team.ts";

let api: TestApi;
let ann: SignedIn;
let path: string;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  ann = await api.signUp();
  path = `/organizations/${ann.organizationId}`;
  await confirmEmail(api, ann);
  await choosePlan(api, ann.organizationId, { key: "roomy", maxMembers: 20, features: [] });
});

function newAddress(): string {
  return `${randomUUID()}@example.test`;
}

function invite(email: string, options: { role?: string; key?: string; by?: SignedIn } = {}): Promise<Answer> {
  const { role = "member", key, by = ann } = options;
  const headers: Record<string, string> = key ? { "idempotency-key": key } : {};
  return by.request("POST", `${path}/members`, { body: { email, role }, headers });
}

function accept(by: SignedIn, token: string): Promise<Answer> {
  return by.request("POST", "/invitations/accept", { body: { token } });
}

function lookUp(token: string): Promise<Answer> {
  return api.request("POST", "/invitations/look-up", { body: { token } });
}

function resend(id: string): Promise<Answer> {
  return ann.request("POST", `${path}/invitations/${id}/resend`);
}

async function expire(id: string): Promise<void> {
  await api.admin.query("UPDATE invitations SET expires_at = now() WHERE id = $1", [id]);
}

describe("inviting", () => {
  test("lays a mail ready whose link shows what it is about; only a hash of its secret is kept", async () => {
    const email = newAddress();
    const made = await invite(email, { role: "admin" });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      email,
      role: "admin",
      state: "pending",
      invitedBy: "Ann Hill",
      mail: { state: "pending", error: null },
    });
    const [mail] = await mailsTo(api, email);
    expect(mail).toMatchObject({
      kind: "invitation",
      organizationName: "Hill Plumbing",
      inviterName: "Ann Hill",
      role: "admin",
      expiresAt: made.body.expiresAt,
      link: expect.stringMatching(/^http:\/\/web\.example\.test\/invitation\?token=[\w-]{43}$/),
    });
    const token = await newestToken(api, email, "invitation");
    const { rows } = await api.admin.query("SELECT * FROM invitations WHERE id = $1", [made.body.id]);
    expect(rows[0].token_hash).toEqual(createHash("sha256").update(token).digest());
    expect(rows[0].expires_at - rows[0].created_at).toBeGreaterThan(6.9 * 86_400_000);
    expect(JSON.stringify([made.body, await auditOf(api, ann.organizationId)])).not.toContain(token);
    expect((await lookUp(token)).body).toEqual({
      organizationName: "Hill Plumbing",
      invitedBy: "Ann Hill",
      email,
      role: "admin",
      state: "pending",
      hasAccount: false,
      expiresAt: made.body.expiresAt,
    });
    expect(await auditOf(api, ann.organizationId, "invitation.created")).toMatchObject([
      { actor_user_id: ann.me.user.id, entity_id: made.body.id, after: { email, role: "admin" } },
    ]);
  });

  test("needs a confirmed address and the permission", async () => {
    const ada = await joinTeam(api, ann.organizationId, "admin");
    const refused = await invite(newAddress(), { by: ada });
    expect(refused.status).toBe(403);
    expect(refused.body.detail).toMatch(/Confirm your e-mail address/);
    await confirmEmail(api, ada);
    expect((await invite(newAddress(), { by: ada })).status).toBe(201);
    const max = await joinTeam(api, ann.organizationId, "member");
    await confirmEmail(api, max);
    expect((await invite(newAddress(), { by: max })).status).toBe(403);
  });

  test("an address is invited once, however it is written, and members not at all", async () => {
    const email = newAddress();
    await invite(email);
    const again = await invite(email.toUpperCase());
    expect(again.status).toBe(409);
    expect(again.body.detail).toMatch(/Send that invitation again/);
    expect((await invite(ann.email.toUpperCase())).body.detail).toMatch(/belongs to the team already/);
    expect(await mailsTo(api, email)).toHaveLength(1);
  });

  test("of two at once for one address one is made", async () => {
    const email = newAddress();
    const answers = await Promise.all([1, 2, 3].map(() => invite(email)));
    expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
    expect(await mailsTo(api, email)).toHaveLength(1);
  });

  test("members and open invitations fill the plan together, also by many at once", async () => {
    await choosePlan(api, ann.organizationId, { key: "small", maxMembers: 3, features: [] });
    const emails = [1, 2, 3, 4].map(() => newAddress());
    const answers = await Promise.all(emails.map((email) => invite(email)));
    expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([201, 201, 409, 409]);
    const full = await invite(newAddress());
    expect(full.body.detail).toMatch(/plan Small has room for 3 people/);
    const [open] = (await ann.get(`${path}/invitations`)).body.data;
    await ann.request("DELETE", `${path}/invitations/${open.id}`);
    expect((await invite(newAddress())).status).toBe(201);
  });

  test("a request that is repeated with its key is answered the same and mails once; another body is refused", async () => {
    const [email, key] = [newAddress(), randomUUID()];
    const answers = await Promise.all([1, 2, 3].map(() => invite(email, { key })));
    expect(answers.map((one) => one.status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map((one) => one.body.id)).size).toBe(1);
    expect(await mailsTo(api, email)).toHaveLength(1);
    expect((await invite(newAddress(), { key })).status).toBe(409);
  });

  test.each([
    { email: "nope", role: "member" },
    { email: "a@example.test", role: "owner" },
    { email: "a@example.test" },
    { email: "a@example.test", role: "admin,viewer" },
    { email: "a@example.test", role: "viewer", organizationId: randomUUID() },
  ])("%j is refused", async (body) => {
    expect((await ann.request("POST", `${path}/members`, { body })).status).toBe(422);
  });

  test("nobody's mailbox is flooded by inviting and taking back", async () => {
    const email = newAddress();
    const made = await invite(email);
    await ann.request("DELETE", `${path}/invitations/${made.body.id}`);
    const soon = await invite(email);
    expect(soon.status).toBe(409);
    expect(soon.body.detail).toMatch(/Wait a minute/);
  });
});

describe("the list", () => {
  test("tells each state and how far the mail got, and is filtered by state", async () => {
    const ids: Record<string, string> = {};
    for (const name of ["open", "late", "gone"]) ids[name] = (await invite(newAddress())).body.id;
    await expire(ids["late"]!);
    await ann.request("DELETE", `${path}/invitations/${ids["gone"]}`);
    await api.admin.query(
      "UPDATE account_mails SET state = 'failed', last_error = 'no such mailbox' WHERE id = (SELECT mail_id FROM invitations WHERE id = $1)",
      [ids["late"]],
    );
    const all = (await ann.get(`${path}/invitations`)).body.data;
    expect(all.map((one: { id: string; state: string }) => [one.id, one.state])).toEqual([
      [ids["gone"], "revoked"],
      [ids["late"], "expired"],
      [ids["open"], "pending"],
    ]);
    expect(all[1].mail).toEqual({ state: "failed", error: "no such mailbox" });
    for (const [state, name] of [
      ["pending", "open"],
      ["expired", "late"],
      ["revoked", "gone"],
    ]) {
      const { data } = (await ann.get(`${path}/invitations?state=${state}`)).body;
      expect(data.map((one: { id: string }) => one.id)).toEqual([ids[name!]]);
    }
    const first = (await ann.get(`${path}/invitations?limit=2`)).body;
    const second = (await ann.get(`${path}/invitations?limit=2&cursor=${first.nextCursor}`)).body;
    expect([...first.data, ...second.data].map((one) => one.id)).toEqual(all.map((one: { id: string }) => one.id));
    expect(second.nextCursor).toBeNull();
  });
});

describe("sending again", () => {
  test("has a new link and another week; the old link is worth nothing", async () => {
    const email = newAddress();
    const { id } = (await invite(email)).body;
    const old = await newestToken(api, email, "invitation");
    expect((await resend(id)).body.detail).toMatch(/Wait a minute/);
    await expire(id);
    await ageMails(api, email);
    const again = await resend(id);
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ id, state: "pending" });
    const token = await newestToken(api, email, "invitation");
    expect(token).not.toBe(old);
    expect((await lookUp(old)).status).toBe(404);
    expect((await lookUp(token)).body.state).toBe("pending");
    expect(await auditOf(api, ann.organizationId, "invitation.resent")).toHaveLength(1);
  });

  test("is possible five times a day", async () => {
    const email = newAddress();
    const { id } = (await invite(email)).body;
    const later = () =>
      api.admin.query("UPDATE account_mails SET created_at = created_at - interval '2 minutes' WHERE recipient = $1", [
        email,
      ]);
    for (let n = 0; n < 4; n += 1) {
      await later();
      expect((await resend(id)).status).toBe(200);
    }
    await later();
    const enough = await resend(id);
    expect(enough.status).toBe(409);
    expect(enough.body.detail).toMatch(/Try again tomorrow/);
  });

  test("what was taken back or accepted isn't sent again", async () => {
    const ben = await api.signUp();
    const [gone, used] = [(await invite(newAddress())).body.id, (await invite(ben.email)).body.id];
    await ann.request("DELETE", `${path}/invitations/${gone}`);
    await accept(ben, await newestToken(api, ben.email, "invitation"));
    for (const id of [gone, used]) expect((await resend(id)).status).toBe(409);
    expect((await resend(randomUUID())).status).toBe(404);
  });
});

describe("taking back", () => {
  test("makes the link worthless; again it changes nothing; what was accepted stays", async () => {
    const ben = await api.signUp();
    const { id } = (await invite(ben.email)).body;
    const token = await newestToken(api, ben.email, "invitation");
    for (let n = 0; n < 2; n += 1) {
      expect((await ann.request("DELETE", `${path}/invitations/${id}`)).status).toBe(204);
    }
    expect(await auditOf(api, ann.organizationId, "invitation.revoked")).toHaveLength(1);
    expect((await lookUp(token)).body.state).toBe("revoked");
    const refused = await accept(ben, token);
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toMatch(/taken back/);
  });
});

describe("accepting", () => {
  let ben: SignedIn;
  let invitationId: string;
  let token: string;
  beforeEach(async () => {
    ben = await api.signUp();
    invitationId = (await invite(ben.email.toUpperCase(), { role: "viewer" })).body.id;
    token = await newestToken(api, ben.email, "invitation");
  });

  test("makes the invited address a member with the role, once", async () => {
    expect((await lookUp(token)).body).toMatchObject({ hasAccount: true });
    const accepted = await accept(ben, token);
    expect(accepted.body).toEqual({ organizationId: ann.organizationId, role: "viewer" });
    expect((await ben.get(path)).status).toBe(200);
    expect((await ben.get("/auth/me")).body.organizations).toHaveLength(2);
    expect((await ann.get(`${path}/invitations`)).body.data).toMatchObject([{ id: invitationId, state: "accepted" }]);
    expect(await auditOf(api, ann.organizationId, "member.joined")).toMatchObject([
      { actor_user_id: ben.me.user.id, entity_id: ben.me.user.id, after: { role: "viewer", invitationId } },
    ]);
    const again = await accept(ben, token);
    expect(again.status).toBe(409);
    expect(again.body.detail).toMatch(/used already/);
    expect((await ann.request("DELETE", `${path}/invitations/${invitationId}`)).status).toBe(409);
  });

  test("of many tries at once one wins", async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => accept(ben, token)));
    expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409]);
  });

  test("inviting, sending again and accepting at once don't block each other for good", async () => {
    await ageMails(api, ben.email);
    const answers = await Promise.all([
      accept(ben, token),
      resend(invitationId),
      invite(ben.email),
      accept(ben, token),
    ]);
    for (const answer of answers) expect(answer.status).toBeLessThan(500);
    const { rows } = await api.admin.query(
      "SELECT count(*)::integer AS n FROM organization_members WHERE organization_id = $1 AND user_id = $2",
      [ann.organizationId, ben.me.user.id],
    );
    expect(rows[0].n).toBeLessThanOrEqual(1);
  });

  test("another address, an expired, an unknown one and nobody are refused", async () => {
    const eve = await api.signUp();
    const stolen = await accept(eve, token);
    expect(stolen.status).toBe(403);
    expect(stolen.body.detail).toMatch(/Sign in with that address/);
    expect((await accept(ben, "x".repeat(43))).status).toBe(404);
    expect((await api.request("POST", "/invitations/accept", { body: { token } })).status).toBe(401);
    await expire(invitationId);
    const late = await accept(ben, token);
    expect(late.status).toBe(409);
    expect(late.body.detail).toMatch(/expired/);
    expect((await ben.get(path)).status).toBe(404);
  });

  test("who is a member already isn't made one again", async () => {
    await api.admin.query(
      "INSERT INTO organization_members (id, organization_id, user_id, role) VALUES (gen_random_uuid(), $1, $2, 'admin')",
      [ann.organizationId, ben.me.user.id],
    );
    expect((await accept(ben, token)).body.detail).toMatch(/belong to Hill Plumbing already/);
  });

  test("a plan that became too small has no room; the invitation stays open", async () => {
    await choosePlan(api, ann.organizationId, { key: "alone", maxMembers: 1, features: [] });
    const refused = await accept(ben, token);
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toMatch(/as many members as its plan allows/);
    await choosePlan(api, ann.organizationId, { key: "roomy", maxMembers: 20, features: [] });
    expect((await accept(ben, token)).status).toBe(200);
  });

  test("what fails afterwards takes the membership along", async () => {
    const input = { tokenHash: hashInvitationToken(token), userId: ben.me.user.id, email: ben.email };
    await expect(
      api.deps.authDb.$transaction(async (tx) => {
        await acceptInvitation(tx, input);
        throw new Error("the rest of the sign-up failed");
      }),
    ).rejects.toThrow("the rest of the sign-up failed");
    expect((await lookUp(token)).body.state).toBe("pending");
    expect((await ben.get(path)).status).toBe(404);
  });
});

test("an invitation of another tenant can't be seen, sent or taken back", async () => {
  const { id } = (await invite(newAddress())).body;
  const bob = await api.signUp();
  await confirmEmail(api, bob);
  for (const organizationId of [bob.organizationId, ann.organizationId]) {
    const at = `/organizations/${organizationId}/invitations/${id}`;
    expect((await bob.request("DELETE", at)).status).toBe(404);
    expect((await bob.request("POST", `${at}/resend`)).status).toBe(404);
  }
  expect((await bob.get(`/organizations/${bob.organizationId}/invitations`)).body.data).toEqual([]);
});

test("who tries links is slowed down", async () => {
  const own = await startApi();
  try {
    const statuses: number[] = [];
    for (let n = 0; n < 31; n += 1) {
      const answer = await own.request("POST", "/invitations/look-up", { body: { token: randomUUID() } });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array.from({ length: 30 }, () => 404), 429]);
  } finally {
    await own.close();
  }
});
