import { randomUUID } from "node:crypto";
import { makeMember, makeOrganization } from "@callflex/testing/factories";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApi, WEB_ORIGIN, type TestApi } from "./start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe("sign-in and sign-out", () => {
  test("a session ends with sign-out, for cookie and Bearer alike", async () => {
    const ann = await api.signUp();
    const bearer = { authorization: `Bearer ${ann.token}` };
    expect((await api.request("GET", "/auth/me", { headers: bearer })).status).toBe(200);
    expect((await ann.request("POST", "/auth/signout")).status).toBe(204);
    expect((await ann.get("/auth/me")).status).toBe(401);
    const gone = await api.request("GET", "/auth/me", { headers: bearer });
    expect(gone.status).toBe(401);
    expect(gone.headers.get("www-authenticate")).toContain("Bearer");
  });

  test("a session token without its signature is no key", async () => {
    const ann = await api.signUp();
    const { rows } = await api.admin.query("SELECT token FROM sessions WHERE user_id = $1", [ann.me.user.id]);
    const headers = { authorization: `Bearer ${rows[0].token}` };
    expect((await api.request("GET", "/auth/me", { headers })).status).toBe(401);
    const forged = { authorization: `Bearer ${rows[0].token}.AAAA` };
    expect((await api.request("GET", "/auth/me", { headers: forged })).status).toBe(401);
  });

  test("a removed session counts no more with its next request", async () => {
    const ann = await api.signUp();
    await api.admin.query("DELETE FROM sessions WHERE user_id = $1", [ann.me.user.id]);
    expect((await ann.get("/auth/me")).status).toBe(401);
  });

  test("the right password opens a session in the oldest organization; the cookie is HttpOnly and Lax", async () => {
    const ann = await api.signUp();
    const answer = await api.request("POST", "/auth/signin", { body: { email: ann.email, password: ann.password } });
    expect(answer.status).toBe(200);
    expect(answer.body.activeOrganizationId).toBe(ann.organizationId);
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^callflex\.session_token=.*HttpOnly; SameSite=Lax/);
    expect(cookie).not.toContain("Secure");
  });

  test("an unknown address and a wrong password get the same answer", async () => {
    const ann = await api.signUp();
    const wrong = await api.request("POST", "/auth/signin", { body: { email: ann.email, password: "wrong" } });
    const unknown = await api.request("POST", "/auth/signin", {
      body: { email: `${randomUUID()}@example.test`, password: "wrong" },
    });
    expect(wrong.status).toBe(401);
    expect({ ...unknown.body, requestId: "" }).toEqual({ ...wrong.body, requestId: "" });
    expect(unknown.headers.getSetCookie()).toEqual(wrong.headers.getSetCookie());
  });

  test("the eleventh wrong password gets 429 with Retry-After", async () => {
    const ann = await api.signUp();
    const statuses: number[] = [];
    let last;
    for (let n = 0; n < 11; n += 1) {
      last = await api.request("POST", "/auth/signin", { body: { email: ann.email, password: "wrong" } });
      statuses.push(last.status);
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    expect(Number(last!.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("organizations of a user", () => {
  test("switching works for own organizations and says 404 for foreign ones", async () => {
    const ann = await api.signUp();
    const second = await makeOrganization(api.admin, { name: "Second" });
    const foreign = await makeOrganization(api.admin, { name: "Foreign" });
    await makeMember(api.admin, { organizationId: second.id, userId: ann.me.user.id, role: "viewer" });

    const switched = await ann.request("POST", "/auth/active-organization", { body: { organizationId: second.id } });
    expect(switched.status).toBe(200);
    expect(switched.body.activeOrganizationId).toBe(second.id);
    expect((await ann.get("/auth/me")).body.activeOrganizationId).toBe(second.id);
    expect(switched.body.organizations.map((one: { role: string }) => one.role)).toEqual(["owner", "viewer"]);

    for (const organizationId of [foreign.id, randomUUID()]) {
      const refused = await ann.request("POST", "/auth/active-organization", { body: { organizationId } });
      expect(refused.status).toBe(404);
    }
    expect((await ann.get("/auth/me")).body.activeOrganizationId).toBe(second.id);
  });

  test("who was removed from the session's organization must choose another", async () => {
    const ann = await api.signUp();
    const second = await makeOrganization(api.admin);
    await makeMember(api.admin, { organizationId: second.id, userId: ann.me.user.id, role: "member" });
    await ann.request("POST", "/auth/active-organization", { body: { organizationId: second.id } });
    await api.admin.query("DELETE FROM organization_members WHERE organization_id = $1", [second.id]);
    expect((await ann.get("/auth/me")).body.activeOrganizationId).toBeNull();
    expect((await ann.get("/calls")).status).toBe(404);
    expect((await ann.get("/calls", { "x-organization-id": ann.organizationId })).status).toBe(200);
  });

  test("a session without an organization is asked to name one", async () => {
    const ann = await api.signUp();
    await api.admin.query("UPDATE sessions SET active_organization_id = NULL WHERE user_id = $1", [ann.me.user.id]);
    const answer = await ann.get("/calls");
    expect(answer.status).toBe(400);
    expect(answer.body.detail).toContain("X-Organization-Id");
  });
});

async function count(table: string, where: string, value: string): Promise<number> {
  const { rows } = await api.admin.query(`SELECT count(*)::integer AS n FROM ${table} WHERE ${where} = $1`, [value]);
  return rows[0].n;
}

describe("requests from other pages", () => {
  test("a change with cookies needs a trusted Origin", async () => {
    const ann = await api.signUp();
    const change = (headers: Record<string, string>) =>
      api.request("POST", "/auth/active-organization", { body: { organizationId: ann.organizationId }, headers });
    expect((await change({ cookie: ann.cookie })).status).toBe(403);
    expect((await change({ cookie: ann.cookie, origin: "https://evil.example" })).status).toBe(403);
    expect((await change({ cookie: ann.cookie, origin: "null" })).status).toBe(403);
    expect((await change({ cookie: ann.cookie, origin: WEB_ORIGIN })).status).toBe(200);
    expect((await change({ authorization: `Bearer ${ann.token}` })).status).toBe(200);
  });

  test("no change of an account is made for another page, whatever the address", async () => {
    const ann = await api.signUp();
    const changes = api.routes.filter(({ text }) => text.path.startsWith("/auth/") && text.method !== "get");
    expect(changes.length).toBeGreaterThan(20);
    for (const { text } of changes) {
      const path = text.path.replace("{id}", randomUUID());
      const tries: Record<string, string>[] = [{ origin: "https://evil.example" }, { cookie: ann.cookie }];
      for (const headers of tries) {
        const answer = await api.request(text.method.toUpperCase(), path, { body: {}, headers });
        expect([path, answer.status, answer.body.type]).toEqual([path, 403, "urn:callflex:problem:origin_not_allowed"]);
      }
    }
  });

  test("nobody is signed in from another page", async () => {
    const ann = await api.signUp();
    const answer = await api.request("POST", "/auth/signin", {
      body: { email: ann.email, password: ann.password },
      headers: { origin: "https://evil.example" },
    });
    expect(answer.status).toBe(403);
    expect(await count("sessions", "user_id", ann.me.user.id)).toBe(1);
  });

  test("better-auth's own addresses are not there", async () => {
    for (const path of ["/api/auth/get-session", "/api/auth/sign-up/email", "/api/auth/organization/create"]) {
      expect((await fetch(api.url + path, { method: "POST" })).status).toBe(404);
    }
  });
});

test("behind https the cookie is Secure", async () => {
  const secure = await startApi({ PUBLIC_WEB_URL: "https://app.example.test" });
  try {
    const answer = await secure.request("POST", "/auth/signup", {
      body: { name: "A", email: "a@example.test", password: "correct horse battery", organizationName: "A" },
    });
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Secure-callflex\.session_token=.*Secure/);
  } finally {
    await secure.close();
  }
});
