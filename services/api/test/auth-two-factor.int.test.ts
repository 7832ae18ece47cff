import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountAudit, mailsTo } from "./account-mails.ts";
import { startApi, WEB_ORIGIN, type Answer, type SignedIn, type TestApi } from "./start-api.ts";
import { totpCode } from "./totp.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

function cookieOf(answer: Answer): string {
  const cookies = new Map(
    answer.headers.getSetCookie().map((line) => line.split(";")[0]!.split("=", 2) as [string, string]),
  );
  return [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
}

/** Somebody who has turned on two-factor sign-in; `cookie` is the session's new one. */
async function withTwoFactor() {
  const ann = await api.signUp();
  const setup = await ann.request("POST", "/auth/two-factor", { body: { password: ann.password } });
  expect(setup.status).toBe(200);
  const { otpauthUri, recoveryCodes } = setup.body as { otpauthUri: string; recoveryCodes: string[] };
  const confirmed = await ann.request("POST", "/auth/two-factor/confirm", { body: { code: totpCode(otpauthUri) } });
  expect(confirmed.status).toBe(204);
  return { ann, otpauthUri, recoveryCodes, cookie: cookieOf(confirmed) };
}

let addresses = 0;

/** The first step, from an address of its own, whose cookie the second one needs. */
async function firstStep(ann: SignedIn) {
  const answer = await api.request("POST", "/auth/signin", { body: { email: ann.email, password: ann.password } });
  expect(answer.body).toEqual({ state: "two_factor_required" });
  const cookie = cookieOf(answer);
  addresses += 1;
  const from = { "x-forwarded-for": `203.0.113.${addresses}` };
  return {
    answer,
    cookie,
    second: (body: object, headers: Record<string, string> = {}) =>
      api.request("POST", "/auth/signin/two-factor", {
        body,
        headers: { cookie, origin: WEB_ORIGIN, ...from, ...headers },
      }),
  };
}

const asked = (cookie: string, path: string) => api.request("GET", path, { headers: { cookie } });

describe("turning it on", () => {
  test("takes the password and a first code, gives the session a new token, and tells the owner", async () => {
    const { ann, otpauthUri, recoveryCodes, cookie } = await withTwoFactor();
    expect(otpauthUri).toMatch(/^otpauth:\/\/totp\/CallFlex:/);
    expect(recoveryCodes).toHaveLength(10);
    expect((await ann.get("/auth/me")).status).toBe(401);
    const me = await asked(cookie, "/auth/me");
    expect(me.body.user.twoFactorEnabled).toBe(true);
    expect(me.body.activeOrganizationId).toBe(ann.organizationId);
    expect((await mailsTo(api, ann.email)).at(-1)).toMatchObject({ kind: "two_factor_changed", enabled: true });
    expect((await accountAudit(api, ann.me.user.id)).at(-1)).toMatchObject({ action: "two_factor.enabled" });
  });

  test("a session in another organization stays there", async () => {
    const ann = await api.signUp();
    const { rows } = await api.admin.query("SELECT id FROM organizations WHERE id <> $1 LIMIT 1", [ann.organizationId]);
    await api.admin.query("INSERT INTO organization_members VALUES (gen_random_uuid(), $1, $2, 'viewer')", [
      rows[0].id,
      ann.me.user.id,
    ]);
    await ann.request("POST", "/auth/active-organization", { body: { organizationId: rows[0].id } });
    const setup = await ann.request("POST", "/auth/two-factor", { body: { password: ann.password } });
    const code = totpCode(setup.body.otpauthUri);
    const confirmed = await ann.request("POST", "/auth/two-factor/confirm", { body: { code } });
    expect((await asked(cookieOf(confirmed), "/auth/me")).body.activeOrganizationId).toBe(rows[0].id);
  });

  test("a wrong password or code is refused, and nothing changes", async () => {
    const ann = await api.signUp();
    const wrong = await ann.request("POST", "/auth/two-factor", { body: { password: "wrong" } });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors).toEqual([{ pointer: "/password", message: "is wrong" }]);
    expect((await ann.request("POST", "/auth/two-factor/confirm", { body: { code: "123456" } })).status).toBe(409);
    const setup = await ann.request("POST", "/auth/two-factor", { body: { password: ann.password } });
    const late = totpCode(setup.body.otpauthUri, -20);
    expect((await ann.request("POST", "/auth/two-factor/confirm", { body: { code: late } })).status).toBe(422);
    expect((await ann.get("/auth/me")).body.user.twoFactorEnabled).toBe(false);
    const again = await api.request("POST", "/auth/signin", { body: { email: ann.email, password: ann.password } });
    expect(again.body.state).toBe("signed_in");
  });

  test("secret and recovery codes are not readable in the database", async () => {
    const { ann, otpauthUri, recoveryCodes } = await withTwoFactor();
    const { rows } = await api.admin.query("SELECT secret, backup_codes FROM two_factors WHERE user_id = $1", [
      ann.me.user.id,
    ]);
    expect(rows).toHaveLength(1);
    expect(rows[0].secret).not.toContain(new URL(otpauthUri).searchParams.get("secret"));
    expect(rows[0].backup_codes).not.toContain(recoveryCodes[0]);
  });
});

describe("signing in", () => {
  test("the password alone opens no session, in cookie, token or database", async () => {
    const { ann } = await withTwoFactor();
    const { answer, cookie } = await firstStep(ann);
    expect(answer.headers.get("set-auth-token")).toBeNull();
    expect((await asked(cookie, "/auth/me")).status).toBe(401);
    const { rows } = await api.admin.query("SELECT count(*)::integer AS n FROM sessions WHERE user_id = $1", [
      ann.me.user.id,
    ]);
    expect(rows[0].n).toBe(1);
  });

  test("the code opens it, once", async () => {
    const { ann, otpauthUri } = await withTwoFactor();
    const code = totpCode(otpauthUri, 1);
    const first = await firstStep(ann);
    const done = await first.second({ code });
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({ activeOrganizationId: ann.organizationId, user: { email: ann.email } });
    expect(done.headers.get("set-auth-token")).toBeTruthy();
    expect((await asked(cookieOf(done), "/auth/me")).status).toBe(200);
    expect((await first.second({ code })).status).toBe(401);
    const replay = await (await firstStep(ann)).second({ code });
    expect(replay.status).toBe(401);
    expect(replay.body.detail).toContain("used already");
  });

  test("a recovery code works once and is written down", async () => {
    const { ann, recoveryCodes } = await withTwoFactor();
    const [recoveryCode] = recoveryCodes;
    expect((await (await firstStep(ann)).second({ recoveryCode })).status).toBe(200);
    expect((await (await firstStep(ann)).second({ recoveryCode })).status).toBe(401);
    expect((await accountAudit(api, ann.me.user.id)).at(-1).action).toBe("two_factor.recovery_code_used");
  });

  test("somebody else's session doesn't stand in for the code", async () => {
    const { ann } = await withTwoFactor();
    const eve = await api.signUp();
    const { cookie, second } = await firstStep(ann);
    const answer = await second({ code: "000000" }, { cookie: `${cookie}; ${eve.cookie}` });
    expect(answer.status).toBe(401);
    const bearer = await second({ code: "000000" }, { authorization: `Bearer ${eve.token}` });
    expect(bearer.status).toBe(401);
    expect((await api.request("POST", "/auth/signin/two-factor", { body: { code: "000000" } })).status).toBe(401);
  });

  test("five wrong codes end the step, ten in a row lock it, also for the right code", async () => {
    const { ann, otpauthUri } = await withTwoFactor();
    const late = totpCode(otpauthUri, -20);
    for (let round = 0; round < 2; round += 1) {
      const { second } = await firstStep(ann);
      const statuses: number[] = [];
      for (let n = 0; n < 5; n += 1) statuses.push((await second({ code: late })).status);
      expect(statuses).toEqual([401, 401, 401, 401, 401]);
      const sixth = await second({ code: totpCode(otpauthUri, 1) });
      expect(sixth.status).toBe(round === 0 ? 401 : 429);
    }
    const locked = await (await firstStep(ann)).second({ code: totpCode(otpauthUri, 1) });
    expect(locked.status).toBe(429);
    expect(locked.headers.get("retry-after")).toBe("900");
    await api.admin.query("UPDATE two_factors SET locked_until = now() WHERE user_id = $1", [ann.me.user.id]);
    expect((await (await firstStep(ann)).second({ code: totpCode(otpauthUri, 1) })).status).toBe(200);
  });
});

test("turning it off and new codes take the password; old codes work no more", async () => {
  const { ann, recoveryCodes, cookie } = await withTwoFactor();
  const as = (method: string, path: string, body: object) =>
    api.request(method, path, { body, headers: { cookie, origin: WEB_ORIGIN } });
  const fresh = await as("POST", "/auth/two-factor/recovery-codes", { password: ann.password });
  expect(fresh.body.recoveryCodes).toHaveLength(10);
  expect((await (await firstStep(ann)).second({ recoveryCode: recoveryCodes[0] })).status).toBe(401);
  expect((await as("POST", "/auth/two-factor", { password: ann.password })).status).toBe(409);
  expect((await as("DELETE", "/auth/two-factor", { password: "wrong" })).status).toBe(422);
  const off = await as("DELETE", "/auth/two-factor", { password: ann.password });
  expect(off.status).toBe(204);
  expect((await asked(cookieOf(off), "/auth/me")).body.user.twoFactorEnabled).toBe(false);
  const again = await api.request("POST", "/auth/signin", { body: { email: ann.email, password: ann.password } });
  expect(again.body.state).toBe("signed_in");
  expect((await mailsTo(api, ann.email)).at(-1)).toMatchObject({ kind: "two_factor_changed", enabled: false });
});
