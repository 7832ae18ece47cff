import { createPublicKey, verify, type JsonWebKey } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountAudit } from "./account-mails.ts";
import { startApi, WEB_ORIGIN, type SignedIn, type TestApi } from "./start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** Signs in once more; headers of that session. */
async function another(ann: SignedIn, userAgent: string) {
  const answer = await api.request("POST", "/auth/signin", {
    body: { email: ann.email, password: ann.password },
    headers: { "user-agent": userAgent, "x-forwarded-for": "203.0.113.77" },
  });
  return { cookie: answer.headers.getSetCookie()[0]!.split(";")[0]!, origin: WEB_ORIGIN };
}

const me = (headers: Record<string, string>) => api.request("GET", "/auth/me", { headers });

describe("sessions", () => {
  test("are listed by what one knows them by, never by their tokens", async () => {
    const ann = await api.signUp();
    await another(ann, "Phone");
    const { body } = await ann.get("/auth/sessions");
    expect(body.data).toHaveLength(2);
    expect(body.data.filter((one: { current: boolean }) => one.current)).toHaveLength(1);
    expect(body.data.find((one: { current: boolean }) => !one.current)).toMatchObject({
      userAgent: "Phone",
      ipAddress: "203.0.113.77",
    });
    const { rows } = await api.admin.query("SELECT token FROM sessions WHERE user_id = $1", [ann.me.user.id]);
    for (const { token } of rows) expect(JSON.stringify(body)).not.toContain(token);
  });

  test("one can be ended: it counts no more, and its open stream ends", async () => {
    const ann = await api.signUp();
    const phone = await another(ann, "Phone");
    const { body } = await ann.get("/auth/sessions");
    const { id } = body.data.find((one: { current: boolean }) => !one.current);
    let ended = 0;
    const { userId: callerId, organizationId } = { userId: ann.me.user.id, organizationId: ann.organizationId };
    const stream = { callerId, credentialId: id, organizationId, beat: () => undefined, end: () => (ended += 1) };
    api.deps.keeper.add(stream);
    await api.deps.keeper.beatAll();
    expect(ended).toBe(0);
    expect((await ann.request("DELETE", `/auth/sessions/${id}`)).status).toBe(204);
    await api.deps.keeper.beatAll();
    expect(ended).toBe(1);
    api.deps.keeper.remove(stream);
    expect((await me(phone)).status).toBe(401);
    expect((await ann.request("DELETE", `/auth/sessions/${id}`)).status).toBe(404);
    expect((await accountAudit(api, ann.me.user.id)).at(-1).action).toBe("session.ended");
  });

  test("of somebody else are not there", async () => {
    const [ann, eve] = [await api.signUp(), await api.signUp()];
    const { body } = await ann.get("/auth/sessions");
    expect((await eve.request("DELETE", `/auth/sessions/${body.data[0].id}`)).status).toBe(404);
    expect((await ann.get("/auth/me")).status).toBe(200);
  });

  test("all others can be ended at once", async () => {
    const ann = await api.signUp();
    const others = [await another(ann, "Phone"), await another(ann, "Tablet")];
    expect((await ann.request("DELETE", "/auth/sessions")).status).toBe(204);
    for (const headers of others) expect((await me(headers)).status).toBe(401);
    expect((await ann.get("/auth/me")).status).toBe(200);
  });
});

/** What a service does that knows nothing but the keys. */
function readJwt(token: string, keys: (JsonWebKey & { kid: string })[]) {
  const [head, body, signature] = token.split(".") as [string, string, string];
  const { alg, kid } = JSON.parse(Buffer.from(head, "base64url").toString());
  expect(alg).toBe("EdDSA");
  const key = createPublicKey({ key: keys.find((one) => one.kid === kid)!, format: "jwk" });
  expect(verify(null, Buffer.from(`${head}.${body}`), key, Buffer.from(signature, "base64url"))).toBe(true);
  return JSON.parse(Buffer.from(body, "base64url").toString());
}

describe("access tokens", () => {
  async function tokenOf(ann: SignedIn) {
    const answer = await ann.request("POST", "/auth/token");
    expect(answer.status).toBe(200);
    return { authorization: `Bearer ${answer.body.token}`, ...(answer.body as { token: string; expiresAt: string }) };
  }

  test("are signed with EdDSA, hold for 15 minutes and say who, where and by which session", async () => {
    const ann = await api.signUp();
    const { token, expiresAt } = await tokenOf(ann);
    const { body: jwks } = await api.request("GET", "/auth/jwks");
    expect(JSON.stringify(jwks)).not.toContain('"d"');
    const payload = readJwt(token, jwks.keys);
    const { body } = await ann.get("/auth/sessions");
    expect(payload).toMatchObject({
      sub: ann.me.user.id,
      email: ann.email,
      org: ann.organizationId,
      sid: body.data[0].id,
      iss: WEB_ORIGIN,
      aud: WEB_ORIGIN,
    });
    expect(payload.exp - payload.iat).toBe(900);
    expect(new Date(expiresAt).getTime()).toBe(payload.exp * 1000);
    const { rows } = await api.admin.query("SELECT private_key FROM jwks");
    expect(rows[0].private_key).not.toContain('"d"');
  });

  test("use the product as long as their session lives", async () => {
    const ann = await api.signUp();
    const { authorization } = await tokenOf(ann);
    expect((await me({ authorization })).body.user.email).toBe(ann.email);
    expect((await api.request("GET", "/calls", { headers: { authorization } })).status).toBe(200);
    await ann.request("POST", "/auth/signout");
    expect((await me({ authorization })).status).toBe(401);
    expect((await api.request("GET", "/calls", { headers: { authorization } })).status).toBe(401);
  });

  test("neither change the account nor make more of themselves", async () => {
    const ann = await api.signUp();
    const { authorization } = await tokenOf(ann);
    const tries: [string, string, object?][] = [
      ["POST", "/auth/token"],
      ["PATCH", "/auth/me", { name: "Eve" }],
      ["DELETE", "/auth/sessions"],
      ["GET", "/auth/me/export"],
      ["POST", "/auth/two-factor", { password: ann.password }],
      ["POST", "/auth/change-password", { currentPassword: ann.password, newPassword: "another password" }],
      ["POST", "/auth/change-email", { email: "eve@example.test", password: ann.password }],
      ["DELETE", "/auth/me", { password: ann.password, confirmEmail: ann.email }],
    ];
    for (const [method, path, body] of tries) {
      const answer = await api.request(method, path, { headers: { authorization }, ...(body ? { body } : {}) });
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });

  test("that were changed, or made by somebody else, are nobody's", async () => {
    const ann = await api.signUp();
    const { token } = await tokenOf(ann);
    const [head, , signature] = token.split(".");
    const forged = Buffer.from(JSON.stringify({ sub: ann.me.user.id, sid: ann.me.user.id, org: null })).toString(
      "base64url",
    );
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    for (const bad of [`${head}.${forged}.${signature}`, `${none}.${forged}.x`, `${none}.${forged}.${signature}`]) {
      expect((await me({ authorization: `Bearer ${bad}` })).status).toBe(401);
      // A broken token isn't helped by a cookie beside it.
      expect((await me({ authorization: `Bearer ${bad}`, cookie: ann.cookie })).status).toBe(401);
    }
  });
});
