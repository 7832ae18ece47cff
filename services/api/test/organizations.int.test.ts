import { randomUUID } from "node:crypto";
import { OWNED_ORGANIZATIONS } from "@callflex/domain/organizations/create-organization";
import { makeOrganization, makePhoneNumber } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mailsTo } from "./account-mails.ts";
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

describe("making and listing", () => {
  test("whoever makes an organization is its owner, and works in it when they choose to", async () => {
    const name = `Second ${randomUUID()}`;
    const made = await ann.request("POST", "/organizations", {
      body: { name, timezone: "Europe/Berlin", industrySlug: "legal" },
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      name,
      timezone: "Europe/Berlin",
      industrySlug: "legal",
      planKey: "trial",
      version: 1,
    });
    expect(made.headers.get("etag")).toBe('"1"');
    const list = await ann.get("/organizations");
    expect(list.body.data.map((one: { id: string }) => one.id)).toEqual([ann.organizationId, made.body.id]);
    expect((await ann.get("/auth/me")).body.activeOrganizationId).toBe(ann.organizationId);
    expect((await ann.get(`/organizations/${made.body.id}`)).body).toEqual(made.body);
    expect((await ann.get(`/organizations/${made.body.id}/members`)).body.data).toMatchObject([
      { userId: ann.me.user.id, role: "owner" },
    ]);
    const { rows } = await api.admin.query("SELECT settings FROM organizations WHERE id = $1", [made.body.id]);
    expect(rows[0].settings.notifications.emails).toEqual([ann.email]);
    expect(await auditOf(api, made.body.id)).toMatchObject([
      { action: "organization.created", actor_user_id: ann.me.user.id, after: { name, slug: made.body.slug } },
    ]);
  });

  test("organizations of one name get slugs of their own, also at once", async () => {
    const name = `Twins ${randomUUID()}`;
    const all = await Promise.all([1, 2, 3].map(() => ann.request("POST", "/organizations", { body: { name } })));
    expect(all.map((one) => one.status)).toEqual([201, 201, 201]);
    expect(new Set(all.map((one) => one.body.slug)).size).toBe(3);
  });

  test("nobody owns more than a few, also not by many requests at once", async () => {
    const tries = Array.from({ length: OWNED_ORGANIZATIONS + 2 }, (_, n) =>
      ann.request("POST", "/organizations", { body: { name: `Number ${n}` } }),
    );
    const statuses = (await Promise.all(tries)).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(OWNED_ORGANIZATIONS - 1);
    const refused = await ann.request("POST", "/organizations", { body: { name: "One more" } });
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toMatch(/10 is the most/);
  });

  test.each([
    { name: "" },
    { name: "x".repeat(121) },
    {},
    { name: "A", timezone: "Mars/Olympus" },
    { name: "A", industrySlug: "no-such-trade" },
    { name: "A", planKey: "business" },
  ])("%j makes nothing", async (body) => {
    expect((await ann.request("POST", "/organizations", { body })).status).toBe(422);
    expect((await ann.get("/organizations")).body.data).toHaveLength(1);
  });

  test("industries are listed in their order", async () => {
    const { body } = await ann.get("/industries");
    expect(body.data.map((one: { slug: string }) => one.slug)).toEqual([
      "logistics",
      "legal",
      "healthcare",
      "home-services",
      "restaurant",
      "general",
    ]);
    expect((await api.request("GET", "/industries")).status).toBe(401);
  });
});

describe("changing", () => {
  test("what changes is kept and told in the audit log, the rest isn't", async () => {
    const answer = await ann.request("PATCH", path, {
      body: { name: "Hill & Daughters", industrySlug: "legal", timezone: "UTC" },
      headers: { "if-match": '"1"' },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ name: "Hill & Daughters", industrySlug: "legal", version: 2 });
    expect(answer.headers.get("etag")).toBe('"2"');
    expect(await auditOf(api, ann.organizationId, "organization.updated")).toMatchObject([
      {
        before: { name: "Hill Plumbing", industrySlug: null },
        after: { name: "Hill & Daughters", industrySlug: "legal" },
        request_id: answer.headers.get("x-request-id"),
      },
    ]);
  });

  test("what is the same already changes nothing", async () => {
    for (const body of [{}, { name: "Hill Plumbing", timezone: "UTC" }]) {
      const answer = await ann.request("PATCH", path, { body });
      expect(answer.body.version).toBe(1);
    }
    expect(await auditOf(api, ann.organizationId, "organization.updated")).toEqual([]);
  });

  test("of several with the same version one wins, the others are told", async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        ann.request("PATCH", path, { body: { name: `Name ${n}` }, headers: { "if-match": '"1"' } }),
      ),
    );
    expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 412, 412, 412]);
  });

  test.each([{ industrySlug: "no-such-trade" }, { locale: "tlh" }, { slug: "mine" }, { name: null }])(
    "%j is refused",
    async (body) => {
      expect((await ann.request("PATCH", path, { body })).status).toBe(422);
    },
  );

  test("members see it and don't change it", async () => {
    const max = await joinTeam(api, ann.organizationId, "member");
    expect((await max.get(path)).status).toBe(200);
    expect((await max.request("PATCH", path, { body: { name: "Mine" } })).status).toBe(403);
  });
});

describe("deleting", () => {
  const confirmation = { confirmName: "Hill Plumbing", export: "declined" };

  test("waits a week, tells every owner, and can be taken back", async () => {
    const otto = await joinTeam(api, ann.organizationId, "owner");
    const asked = await ann.request("DELETE", path, { body: confirmation });
    expect(asked.status).toBe(202);
    const wait = await api.admin.query(
      "SELECT extract(epoch FROM delete_after - now()) / 86400 AS days FROM organizations WHERE id = $1",
      [ann.organizationId],
    );
    expect(Math.round(wait.rows[0].days)).toBe(7);
    for (const owner of [ann, otto]) {
      expect((await mailsTo(api, owner.email)).filter((mail) => mail.kind === "organization_deletion")).toMatchObject([
        {
          organizationName: "Hill Plumbing",
          requestedBy: "Ann Hill",
          deleteAfter: asked.body.deleteAfter,
          link: "http://web.example.test/settings/organization",
        },
      ]);
    }
    expect((await ann.get(path)).body.deleteAfter).toBe(asked.body.deleteAfter);
    expect((await ann.get("/calls")).status).toBe(200);

    const again = await ann.request("DELETE", path, { body: confirmation });
    expect(again.body).toEqual(asked.body);
    expect((await mailsTo(api, otto.email)).filter((mail) => mail.kind === "organization_deletion")).toHaveLength(1);

    const kept = await otto.request("POST", `${path}/keep`);
    expect(kept.body).toMatchObject({ deleteAfter: null, version: 3 });
    expect((await otto.request("POST", `${path}/keep`)).body.version).toBe(3);
    const audit = await auditOf(api, ann.organizationId);
    expect(audit.slice(-2).map((entry) => entry.action)).toEqual([
      "organization.deletion_requested",
      "organization.kept",
    ]);
    expect(audit.at(-2).after).toEqual({ deleteAfter: asked.body.deleteAfter, export: "declined" });
  });

  test.each([
    [{ confirmName: "hill plumbing", export: "declined" }, 422],
    [{ confirmName: "Hill Plumbing" }, 422],
    [{ confirmName: "Hill Plumbing", export: "maybe" }, 422],
  ])("%j deletes nothing", async (body, status) => {
    expect((await ann.request("DELETE", path, { body })).status).toBe(status);
    expect((await ann.get(path)).body.deleteAfter).toBeNull();
  });

  test("numbers must be released first, and are named", async () => {
    const { e164, id } = await makePhoneNumber(api.admin, { organizationId: ann.organizationId });
    const refused = await ann.request("DELETE", path, { body: confirmation });
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toContain(e164);
    await api.admin.query("UPDATE phone_numbers SET state = 'provisioning' WHERE id = $1", [id]);
    expect((await ann.request("DELETE", path, { body: confirmation })).status).toBe(409);
    await api.admin.query("UPDATE phone_numbers SET state = 'released' WHERE id = $1", [id]);
    expect((await ann.request("DELETE", path, { body: confirmation })).status).toBe(202);
  });

  test("is the owner's alone", async () => {
    const ada = await joinTeam(api, ann.organizationId, "admin");
    for (const [method, at] of [
      ["DELETE", path],
      ["POST", `${path}/keep`],
    ] as const) {
      const body = method === "DELETE" ? { body: confirmation } : {};
      expect((await ada.request(method, at, body)).status).toBe(403);
    }
  });

  test("what is due isn't taken back: parts of it may be gone", async () => {
    await ann.request("DELETE", path, { body: confirmation });
    await api.admin.query("UPDATE organizations SET delete_after = now() WHERE id = $1", [ann.organizationId]);
    expect((await ann.request("POST", `${path}/keep`)).status).toBe(409);
  });

  test("when it is gone, its members are told so, whatever they ask", async () => {
    const max = await joinTeam(api, ann.organizationId, "member");
    await max.request("POST", "/auth/active-organization", { body: { organizationId: ann.organizationId } });
    expect((await max.get("/inbox")).status).toBe(200);
    await api.admin.query("DELETE FROM organizations WHERE id = $1", [ann.organizationId]);
    const headers = { "x-organization-id": ann.organizationId };
    for (const [at, named] of [
      [path, {}],
      ["/inbox", headers],
      ["/calls", headers],
      ["/events/stream", headers],
    ] as const) {
      const answer = await max.get(at, named);
      expect([at, answer.status]).toEqual([at, 404]);
      expect(answer.body.detail).toMatch(/no such organization/);
    }
    // The session's own organization is unset with it; the request has to name another.
    expect((await max.get("/inbox")).body.detail).toMatch(/Say which organization/);
    const me = await max.get("/auth/me");
    expect(me.body).toMatchObject({ activeOrganizationId: null, organizations: [{ id: max.organizationId }] });
  });
});

test("a foreign organization is as one that doesn't exist", async () => {
  const other = await makeOrganization(api.admin);
  for (const id of [other.id, randomUUID(), "1"]) {
    for (const part of ["", "/members", "/invitations", "/settings", "/audit-log", "/export"]) {
      expect((await ann.get(`/organizations/${id}${part}`)).status).toBe(404);
    }
  }
});

test("address and header must not contradict each other", async () => {
  const other = await makeOrganization(api.admin);
  expect((await ann.get(path, { "x-organization-id": other.id })).status).toBe(400);
  expect((await ann.get(path, { "x-organization-id": ann.organizationId.toUpperCase() })).status).toBe(200);
});
