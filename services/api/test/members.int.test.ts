import { randomUUID } from "node:crypto";
import type { OrganizationRole } from "@callflex/contracts/enums";
import { makeMember, makeUser } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readStream } from "./read-stream.ts";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";
import { auditOf, joinTeam } from "./team.ts";

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
});

function join(role: OrganizationRole): Promise<SignedIn> {
  return joinTeam(api, ann.organizationId, role);
}

function setRole(by: SignedIn, of: SignedIn, role: OrganizationRole) {
  return by.request("PATCH", `${path}/members/${of.me.user.id}`, { body: { role } });
}

function remove(by: SignedIn, of: SignedIn) {
  return by.request("DELETE", `${path}/members/${of.me.user.id}`);
}

async function roles(): Promise<Record<string, string>> {
  const { rows } = await api.admin.query("SELECT user_id, role FROM organization_members WHERE organization_id = $1", [
    ann.organizationId,
  ]);
  return Object.fromEntries(rows.map((row) => [row.user_id, row.role]));
}

async function roleOf(who: SignedIn): Promise<string | undefined> {
  return (await roles())[who.me.user.id];
}

test("the team is paged, the first to join first, also where several joined at once", async () => {
  const users = await Promise.all(["A", "B", "C", "D"].map((name) => makeUser(api.admin, { name })));
  for (const { id } of users) {
    await makeMember(api.admin, { organizationId: ann.organizationId, userId: id, role: "viewer" });
  }
  await api.admin.query(
    "UPDATE organization_members SET created_at = now() + interval '1 hour' WHERE organization_id = $1 AND role = 'viewer'",
    [ann.organizationId],
  );
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const { body } = await ann.get(`${path}/members?limit=2${cursor ? `&cursor=${cursor}` : ""}`);
    seen.push(...body.data.map((one: { userId: string }) => one.userId));
    cursor = body.nextCursor;
  } while (cursor);
  expect(seen[0]).toBe(ann.me.user.id);
  expect(seen.toSorted()).toEqual([ann.me.user.id, ...users.map((user) => user.id)].toSorted());
  expect((await ann.get(`${path}/members?cursor=bm9wZQ`)).status).toBe(400);
});

test("a cursor of another tenant shows one's own rows alone", async () => {
  await join("viewer");
  const { body } = await ann.get(`${path}/members?limit=1`);
  const bob = await api.signUp();
  const answer = await bob.get(`/organizations/${bob.organizationId}/members?cursor=${body.nextCursor}`);
  expect(answer.status).toBe(200);
  const seen = answer.body.data.map((one: { userId: string }) => one.userId);
  expect([[], [bob.me.user.id]]).toContainEqual(seen);
});

describe("roles", () => {
  test("a role that changes holds with the next request, and is told in the audit log", async () => {
    const vera = await join("viewer");
    const headers = { "x-organization-id": ann.organizationId };
    expect((await vera.get(`${path}/audit-log`)).status).toBe(403);
    const changed = await setRole(ann, vera, "admin");
    expect(changed.body).toMatchObject({ userId: vera.me.user.id, email: vera.email, role: "admin" });
    expect((await vera.get(`${path}/audit-log`, headers)).status).toBe(200);
    expect(await auditOf(api, ann.organizationId, "member.role_changed")).toMatchObject([
      {
        actor_user_id: ann.me.user.id,
        entity_id: vera.me.user.id,
        before: { role: "viewer" },
        after: { role: "admin" },
      },
    ]);
    expect((await setRole(ann, vera, "admin")).status).toBe(200);
    expect(await auditOf(api, ann.organizationId, "member.role_changed")).toHaveLength(1);
  });

  test("an admin manages admins and below, and no owner; nobody makes an owner or changes themselves", async () => {
    const [ada, al, max] = await Promise.all([join("admin"), join("admin"), join("member")]);
    expect((await setRole(ada, max, "viewer")).status).toBe(200);
    expect((await setRole(ada, al, "member")).status).toBe(200);
    for (const [by, of, role] of [
      [ada, ann, "admin"],
      [ada, max, "owner"],
      [ann, max, "owner"],
      [ada, ada, "member"],
      [ann, ann, "admin"],
      [max, al, "viewer"],
    ] as const) {
      const answer = await setRole(by, of, role);
      expect([role, answer.status]).toEqual([role, 403]);
    }
    expect((await remove(ada, ann)).status).toBe(403);
    expect((await remove(ada, ada)).status).toBe(403);
    expect((await setRole(ann, max, "boss" as OrganizationRole)).status).toBe(422);
    expect((await setRole(ann, max, "admin,owner" as OrganizationRole)).status).toBe(422);
    expect(await roles()).toEqual({
      [ann.me.user.id]: "owner",
      [ada.me.user.id]: "admin",
      [al.me.user.id]: "member",
      [max.me.user.id]: "viewer",
    });
  });

  test("two owners who demote each other at once: exactly one wins, every time", async () => {
    for (let round = 0; round < 8; round += 1) {
      const owner = await api.signUp();
      const other = await joinTeam(api, owner.organizationId, "owner");
      const at = `/organizations/${owner.organizationId}/members`;
      const answers = await Promise.all([
        owner.request("PATCH", `${at}/${other.me.user.id}`, { body: { role: "admin" } }),
        other.request("PATCH", `${at}/${owner.me.user.id}`, { body: { role: "admin" } }),
      ]);
      expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 403]);
      const { rows } = await api.admin.query(
        "SELECT user_id FROM organization_members WHERE organization_id = $1 AND role = 'owner'",
        [owner.organizationId],
      );
      expect(rows).toHaveLength(1);
    }
  });

  test("two owners who remove each other, or leave, at once: one stays", async () => {
    for (const [method, part] of [
      ["DELETE", (of: SignedIn) => `/members/${of.me.user.id}`],
      ["POST", () => "/leave"],
    ] as const) {
      const owner = await api.signUp();
      const other = await joinTeam(api, owner.organizationId, "owner");
      const at = `/organizations/${owner.organizationId}`;
      const answers = await Promise.all([
        owner.request(method, `${at}${part(other)}`),
        other.request(method, `${at}${part(owner)}`),
      ]);
      const statuses = answers.map((one) => one.status).toSorted((a, b) => a - b);
      expect(statuses[0]).toBe(204);
      // Who was removed before their own turn isn't a member any more; who would leave as the last one is refused.
      expect([404, 409]).toContain(statuses[1]);
      const { rows } = await api.admin.query("SELECT role FROM organization_members WHERE organization_id = $1", [
        owner.organizationId,
      ]);
      expect(rows).toEqual([{ role: "owner" }]);
    }
  });

  test("the database alone keeps the last owner too", async () => {
    await expect(
      api.deps.appDb.$transaction(async (tx) => {
        await tx.$queryRaw`SELECT set_config('app.org_id', ${ann.organizationId}, true)`;
        await tx.$executeRaw`UPDATE organization_members SET role = 'admin' WHERE user_id = ${ann.me.user.id}::uuid`;
      }),
    ).rejects.toThrow(/must keep an owner/);
    expect(await roleOf(ann)).toBe("owner");
  });
});

describe("going", () => {
  test("who is removed loses the organization with the next request, and their live stream ends", async () => {
    const max = await join("member");
    await max.request("POST", "/auth/active-organization", { body: { organizationId: ann.organizationId } });
    expect((await max.get("/inbox")).status).toBe(200);
    const stream = await readStream(`${api.url}/api/v1/events/stream`, { cookie: max.cookie });
    expect((await remove(ann, max)).status).toBe(204);
    for (const at of ["/inbox", "/calls", path, `${path}/members`]) {
      const answer = await max.get(at);
      expect([at, answer.status]).toEqual([at, 404]);
    }
    await api.deps.keeper.beatAll();
    await stream.ended;
    const me = await max.get("/auth/me");
    expect(me.body.activeOrganizationId).toBeNull();
    expect(me.body.organizations.map((one: { id: string }) => one.id)).toEqual([max.organizationId]);
    expect(await auditOf(api, ann.organizationId, "member.removed")).toMatchObject([
      { entity_id: max.me.user.id, before: { name: "Ann Hill", email: max.email, role: "member" }, after: null },
    ]);
    expect((await remove(ann, max)).status).toBe(404);
  });

  test("everybody may leave but the last owner", async () => {
    const [vera, otto] = [await join("viewer"), await join("owner")];
    expect((await vera.request("POST", `${path}/leave`)).status).toBe(204);
    expect((await vera.get(path)).status).toBe(404);
    expect((await otto.request("POST", `${path}/leave`)).status).toBe(204);
    const last = await ann.request("POST", `${path}/leave`);
    expect(last.status).toBe(409);
    expect(last.body.detail).toMatch(/only owner/);
    expect((await auditOf(api, ann.organizationId, "member.left")).map((one) => one.entity_id)).toEqual([
      vera.me.user.id,
      otto.me.user.id,
    ]);
  });
});

describe("handing over", () => {
  const handOver = (by: SignedIn, userId: string) =>
    by.request("POST", `${path}/transfer-ownership`, { body: { userId } });

  test("the member becomes owner, and the owner stays as admin", async () => {
    const max = await join("member");
    expect((await handOver(ann, max.me.user.id)).status).toBe(204);
    expect(await roles()).toEqual({ [ann.me.user.id]: "admin", [max.me.user.id]: "owner" });
    expect(await auditOf(api, ann.organizationId, "organization.transferred")).toMatchObject([
      { actor_user_id: ann.me.user.id, before: { owner: ann.me.user.id }, after: { owner: max.me.user.id } },
    ]);
    expect((await handOver(ann, max.me.user.id)).status).toBe(403);
  });

  test("only an owner hands over, and only to somebody else in the team", async () => {
    const [ada, otto, bob] = [await join("admin"), await join("owner"), await api.signUp()];
    expect((await handOver(ada, ada.me.user.id)).status).toBe(403);
    expect((await handOver(ann, ann.me.user.id)).status).toBe(409);
    expect((await handOver(ann, otto.me.user.id)).status).toBe(409);
    expect((await handOver(ann, bob.me.user.id)).status).toBe(404);
    expect((await handOver(ann, randomUUID())).status).toBe(404);
    expect((await handOver(ann, "somebody")).status).toBe(422);
  });

  test("handed to two at once, one gets it", async () => {
    const [max, vera] = [await join("member"), await join("viewer")];
    const answers = await Promise.all([handOver(ann, max.me.user.id), handOver(ann, vera.me.user.id)]);
    expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([204, 403]);
    expect(Object.values(await roles()).filter((role) => role === "owner")).toHaveLength(1);
  });
});
