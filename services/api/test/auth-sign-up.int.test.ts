import { randomUUID } from "node:crypto";
import { organizationSettings } from "@callflex/contracts/organization-settings";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe("sign-up", () => {
  test("makes account and organization with the user as owner, and signs in", async () => {
    const ann = await api.signUp({ organizationName: "Müller & Söhne", timezone: "Europe/Berlin" });
    expect(ann.me.user).toMatchObject({ email: ann.email, isStaff: false, emailVerified: false });
    expect(ann.me.organizations).toHaveLength(1);
    expect(ann.me.organizations[0]).toMatchObject({
      id: ann.me.activeOrganizationId,
      slug: "muller-and-sohne",
      role: "owner",
      timezone: "Europe/Berlin",
      planKey: "trial",
      subscriptionStatus: "trialing",
    });
    expect(ann.me.organizations[0]!.permissions).toContain("billing.manage");
    const again = await ann.get("/auth/me");
    expect(again.body).toEqual(ann.me);
  });

  test("tells its owner about messages and missed calls from the beginning", async () => {
    const ann = await api.signUp();
    const { rows } = await api.admin.query("SELECT settings FROM organizations WHERE id = $1", [ann.organizationId]);
    expect(organizationSettings.parse(rows[0].settings).notifications).toMatchObject({
      emails: [ann.email],
      kinds: ["message", "callback", "callout", "missed_call"],
    });
  });

  test("stores an argon2id hash and ids of version 7", async () => {
    const ann = await api.signUp();
    const { rows } = await api.admin.query("SELECT id, password FROM accounts WHERE user_id = $1", [ann.me.user.id]);
    expect(rows[0].password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    for (const id of [rows[0].id, ann.me.user.id, ann.organizationId]) expect(id[14]).toBe("7");
  });

  test("a second organization of the same name gets another slug, also at the same time", async () => {
    const name = `Twins ${randomUUID()}`;
    const all = await Promise.all([1, 2, 3, 4].map(() => api.signUp({ organizationName: name })));
    expect(new Set(all.map((one) => one.me.organizations[0]!.slug)).size).toBe(4);
  });

  test("an address that has an account is refused, and nothing is left of the try", async () => {
    const ann = await api.signUp();
    const before = await api.admin.query("SELECT count(*)::integer AS n FROM organizations");
    const again = await api.request("POST", "/auth/signup", {
      body: { name: "B", email: ann.email.toUpperCase(), password: "another password", organizationName: "Other" },
    });
    expect(again.status).toBe(409);
    expect(again.body.errors).toEqual([{ pointer: "/email", message: "has an account already" }]);
    expect(again.headers.getSetCookie()).toEqual([]);
    const after = await api.admin.query("SELECT count(*)::integer AS n FROM organizations");
    expect(after.rows[0].n).toBe(before.rows[0].n);
  });

  test("many at once all succeed on few connections", async () => {
    const all = await Promise.all(Array.from({ length: 16 }, () => api.signUp()));
    expect(new Set(all.map((one) => one.organizationId)).size).toBe(16);
  });

  test("account, organization, mail and audit entries are there together or not at all", async () => {
    const ann = await api.signUp();
    const { rows } = await api.admin.query(
      "SELECT action, organization_id FROM audit_log WHERE actor_user_id = $1 ORDER BY id",
      [ann.me.user.id],
    );
    expect(rows).toEqual([
      { action: "account.created", organization_id: null },
      { action: "organization.created", organization_id: ann.organizationId },
    ]);
    const email = `${randomUUID()}@example.test`;
    await api.admin.query(
      `CREATE FUNCTION no_mail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no mail'; END $$;
       CREATE TRIGGER no_mail BEFORE INSERT ON account_mails FOR EACH ROW EXECUTE FUNCTION no_mail()`,
    );
    const body = { name: "A", email, password: "correct horse", organizationName: "Nothing Is Left" };
    const failed = await api
      .request("POST", "/auth/signup", { body })
      .finally(() => api.admin.query("DROP TRIGGER no_mail ON account_mails; DROP FUNCTION no_mail"));
    expect(failed.status).toBe(500);
    expect(failed.headers.getSetCookie()).toEqual([]);
    const left = await api.admin.query(
      "SELECT 1 FROM users WHERE email = $1 UNION ALL SELECT 1 FROM organizations WHERE name = 'Nothing Is Left'",
      [email],
    );
    expect(left.rows).toEqual([]);
    expect((await api.request("POST", "/auth/signup", { body })).status).toBe(201);
  });

  test("many at once for one address make one account, and the others are told why not", async () => {
    const email = `${randomUUID()}@example.test`;
    const body = { name: "A", email, password: "correct horse", organizationName: "One of Many" };
    const all = await Promise.all(Array.from({ length: 6 }, () => api.request("POST", "/auth/signup", { body })));
    expect(all.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409, 409, 409]);
  });

  test("rights can't be chosen", async () => {
    const body = { name: "A", email: "eve@example.test", password: "correct horse", organizationName: "Eve" };
    for (const extra of [{ isStaff: true }, { role: "admin" }, { emailVerified: true }, { twoFactorEnabled: true }]) {
      const answer = await api.request("POST", "/auth/signup", { body: { ...body, ...extra } });
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toEqual([{ pointer: `/${Object.keys(extra)[0]}`, message: "is not known here" }]);
    }
  });

  test("names each wrong field", async () => {
    const answer = await api.request("POST", "/auth/signup", {
      body: {
        name: "",
        email: "nope",
        password: "short",
        organizationName: "X",
        timezone: "Mars/Olympus",
        isStaff: true,
      },
    });
    expect(answer.status).toBe(422);
    const pointers = answer.body.errors.map((error: { pointer: string }) => error.pointer).toSorted();
    expect(pointers).toEqual(["/email", "/isStaff", "/name", "/password", "/timezone"]);
  });
});
