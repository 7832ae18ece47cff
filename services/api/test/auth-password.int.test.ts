import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountAudit, mailsTo, newestToken } from "./account-mails.ts";
import { startApi, WEB_ORIGIN, type TestApi } from "./start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const forgot = (email: string, ip = "203.0.113.1") =>
  api.request("POST", "/auth/forgot-password", { body: { email }, headers: { "x-forwarded-for": ip } });
const reset = (token: string, password = "a new password") =>
  api.request("POST", "/auth/reset-password", { body: { token, password } });
const signIn = (email: string, password: string) => api.request("POST", "/auth/signin", { body: { email, password } });

describe("a forgotten password", () => {
  test("is set anew by the mail's link, which ends every session and tells the owner", async () => {
    const ann = await api.signUp();
    expect((await forgot(ann.email.toUpperCase())).status).toBe(202);
    const [, mail] = await mailsTo(api, ann.email);
    expect(mail).toMatchObject({ kind: "reset_password", name: "Ann Hill", ipAddress: "203.0.113.1" });
    expect(mail).toHaveProperty("link", expect.stringMatching(`^${WEB_ORIGIN}/reset-password\\?token=`));
    expect((await reset(await newestToken(api, ann.email, "reset_password"))).status).toBe(204);
    expect((await ann.get("/auth/me")).status).toBe(401);
    expect((await signIn(ann.email, ann.password)).status).toBe(401);
    const again = await signIn(ann.email, "a new password");
    expect(again.body.user.emailVerified).toBe(true);
    expect((await mailsTo(api, ann.email)).at(-1)?.kind).toBe("password_changed");
    const actions = (await accountAudit(api, ann.me.user.id)).map((entry) => entry.action);
    expect(actions.slice(-2)).toEqual(["account.password_reset_requested", "account.password_reset"]);
  });

  test("the link works once, also for two at once, and the other links die with it", async () => {
    const ann = await api.signUp();
    await forgot(ann.email);
    const older = await newestToken(api, ann.email, "reset_password");
    await forgot(ann.email);
    const token = await newestToken(api, ann.email, "reset_password");
    const both = await Promise.all([reset(token, "first password"), reset(token, "second password")]);
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([204, 404]);
    expect((await reset(token)).status).toBe(404);
    expect((await reset(older)).status).toBe(404);
    expect((await reset(`${ann.me.user.id}.${"x".repeat(43)}`)).status).toBe(404);
    expect((await reset("not a token at all")).status).toBe(404);
  });

  test("a link that is too old, or of an address that was changed since, is worth nothing", async () => {
    const ann = await api.signUp();
    await forgot(ann.email);
    const token = await newestToken(api, ann.email, "reset_password");
    await api.admin.query("UPDATE users SET email = $2 WHERE id = $1", [
      ann.me.user.id,
      `${randomUUID()}@example.test`,
    ]);
    expect((await reset(token)).status).toBe(404);
    await api.admin.query("UPDATE users SET email = $2 WHERE id = $1", [ann.me.user.id, ann.email]);
    await api.admin.query("UPDATE verifications SET expires_at = now() WHERE identifier = $1", [
      `reset-password/${ann.me.user.id}`,
    ]);
    expect((await reset(token)).status).toBe(404);
  });

  test("only the token's hash is kept", async () => {
    const ann = await api.signUp();
    await forgot(ann.email);
    const secret = (await newestToken(api, ann.email, "reset_password")).split(".")[1]!;
    const { rows } = await api.admin.query("SELECT * FROM verifications WHERE identifier LIKE '%' || $1", [
      ann.me.user.id,
    ]);
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain(secret);
    const mails = await api.admin.query("SELECT facts_ciphertext FROM account_mails WHERE recipient = $1", [ann.email]);
    expect(mails.rows.every((row) => !row.facts_ciphertext.includes(secret))).toBe(true);
  });

  test("an unknown address gets the same answer and no mail", async () => {
    const ann = await api.signUp();
    const nobody = `${randomUUID()}@example.test`;
    const [known, unknown] = await Promise.all([forgot(ann.email), forgot(nobody)]);
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    expect(await mailsTo(api, nobody)).toEqual([]);
  });

  test("who took an address before its owner keeps no way in, and can't keep the owner out", async () => {
    const eve = await api.signUp();
    const userId = eve.me.user.id;
    await api.admin.query(
      "INSERT INTO two_factors (id, user_id, secret, backup_codes) VALUES (gen_random_uuid(), $1, 's', 'b')",
      [userId],
    );
    await api.admin.query("UPDATE users SET two_factor_enabled = true WHERE id = $1", [userId]);
    await api.admin.query(
      "INSERT INTO accounts (id, account_id, provider_id, user_id) VALUES (gen_random_uuid(), 'x', 'google', $1)",
      [userId],
    );
    await forgot(eve.email);
    expect((await reset(await newestToken(api, eve.email, "reset_password"), "the owner's password")).status).toBe(204);
    expect((await eve.get("/auth/me")).status).toBe(401);
    expect((await signIn(eve.email, "the owner's password")).body.state).toBe("signed_in");
    const { rows } = await api.admin.query("SELECT provider_id FROM accounts WHERE user_id = $1", [userId]);
    expect(rows).toEqual([{ provider_id: "credential" }]);
  });

  test("one mailbox gets at most five mails an hour, whoever asks; one address may ask thirty times", async () => {
    const ann = await api.signUp();
    for (let n = 0; n < 3; n += 1) {
      const asked = await Promise.all([1, 2, 3].map((k) => forgot(ann.email, `198.51.100.${n * 3 + k}`)));
      expect(asked.map((one) => one.status)).toEqual([202, 202, 202]);
    }
    expect((await mailsTo(api, ann.email)).filter((mail) => mail.kind === "reset_password")).toHaveLength(5);
    const many = await Promise.all(
      Array.from({ length: 31 }, () => forgot(`${randomUUID()}@example.test`, "192.0.2.7")),
    );
    expect(many.filter((one) => one.status === 429)).toHaveLength(1);
    expect((await forgot(`${randomUUID()}@example.test`, "192.0.2.8")).status).toBe(202);
  });
});

describe("changing the password", () => {
  test("takes the old one, ends the other sessions and makes open links useless", async () => {
    const ann = await api.signUp();
    const other = await signIn(ann.email, ann.password);
    const cookie = other.headers.getSetCookie()[0]!.split(";")[0]!;
    await forgot(ann.email);
    const token = await newestToken(api, ann.email, "reset_password");
    const change = (currentPassword: string) =>
      ann.request("POST", "/auth/change-password", { body: { currentPassword, newPassword: "a better password" } });
    const wrong = await change("wrong");
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors).toEqual([{ pointer: "/currentPassword", message: "is wrong" }]);
    expect((await change(ann.password)).status).toBe(204);
    expect((await ann.get("/auth/me")).status).toBe(200);
    expect((await api.request("GET", "/auth/me", { headers: { cookie } })).status).toBe(401);
    expect((await reset(token)).status).toBe(404);
    expect((await signIn(ann.email, "a better password")).status).toBe(200);
    expect((await mailsTo(api, ann.email)).at(-1)).toMatchObject({
      kind: "password_changed",
      link: `${WEB_ORIGIN}/settings/security`,
    });
  });

  test("the eleventh wrong password in a quarter of an hour isn't looked at", async () => {
    const ann = await api.signUp();
    const change = (currentPassword: string) =>
      ann.request("POST", "/auth/change-password", { body: { currentPassword, newPassword: "a better password" } });
    for (let n = 0; n < 10; n += 1) expect((await change("wrong")).status).toBe(422);
    expect((await change(ann.password)).status).toBe(429);
  });

  test("change, audit entry and mail are there together or not at all", async () => {
    const ann = await api.signUp();
    await api.admin.query(
      `CREATE FUNCTION no_notice() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no notice'; END $$;
       CREATE TRIGGER no_notice BEFORE INSERT ON account_mails FOR EACH ROW WHEN (NEW.kind = 'password_changed') EXECUTE FUNCTION no_notice()`,
    );
    try {
      const body = { currentPassword: ann.password, newPassword: "a better password" };
      expect((await ann.request("POST", "/auth/change-password", { body })).status).toBe(500);
    } finally {
      await api.admin.query("DROP TRIGGER no_notice ON account_mails; DROP FUNCTION no_notice");
    }
    expect((await signIn(ann.email, ann.password)).status).toBe(200);
    expect((await accountAudit(api, ann.me.user.id)).map((entry) => entry.action)).toEqual(["account.created"]);
  });
});
