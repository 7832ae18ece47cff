import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountAudit, mailsTo, newestToken } from "./account-mails.ts";
import { startApi, WEB_ORIGIN, type SignedIn, type TestApi } from "./start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const confirm = (token: string) => api.request("POST", "/auth/confirm-email", { body: { token } });
const confirmNew = (token: string) => api.request("POST", "/auth/confirm-new-email", { body: { token } });
const change = (ann: SignedIn, email: string, password = ann.password) =>
  ann.request("POST", "/auth/change-email", { body: { email, password } });

describe("confirming the address", () => {
  test("sign-up sends a link that works once", async () => {
    const ann = await api.signUp();
    const [mail] = await mailsTo(api, ann.email);
    expect(mail).toMatchObject({ kind: "confirm_email", name: "Ann Hill" });
    expect(mail).toHaveProperty("link", expect.stringMatching(`^${WEB_ORIGIN}/confirm-email\\?token=`));
    const token = await newestToken(api, ann.email, "confirm_email");
    const both = await Promise.all([confirm(token), confirm(token)]);
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([204, 404]);
    expect((await ann.get("/auth/me")).body.user.emailVerified).toBe(true);
    expect((await accountAudit(api, ann.me.user.id)).map((entry) => entry.action)).toEqual([
      "account.created",
      "account.email_confirmed",
    ]);
  });

  test("a link for one purpose doesn't do another", async () => {
    const ann = await api.signUp();
    const token = await newestToken(api, ann.email, "confirm_email");
    const body = { token, password: "a new password" };
    expect((await api.request("POST", "/auth/reset-password", { body })).status).toBe(404);
    expect((await confirmNew(token)).status).toBe(404);
    expect((await confirm(token)).status).toBe(204);
  });

  test("the mail is sent again on request, five times an hour, and no more once confirmed", async () => {
    const ann = await api.signUp();
    const resend = () => ann.request("POST", "/auth/confirm-email/resend");
    for (let n = 0; n < 5; n += 1) expect((await resend()).status).toBe(202);
    expect((await resend()).status).toBe(429);
    expect(await mailsTo(api, ann.email)).toHaveLength(6);
    const bea = await api.signUp();
    await bea.request("POST", "/auth/confirm-email/resend");
    await confirm(await newestToken(api, bea.email, "confirm_email"));
    expect((await bea.request("POST", "/auth/confirm-email/resend")).status).toBe(409);
  });
});

test("tokens whose time is over go when others are made", async () => {
  const ann = await api.signUp();
  await api.admin.query("UPDATE verifications SET expires_at = now() - interval '1 s' WHERE identifier = $1", [
    `confirm-email/${ann.me.user.id}`,
  ]);
  await api.signUp();
  const { rows } = await api.admin.query("SELECT 1 FROM verifications WHERE expires_at < now()");
  expect(rows).toEqual([]);
});

describe("changing the address", () => {
  test("happens when the new address's link is used; the old one is told, sessions stay", async () => {
    const ann = await api.signUp();
    const email = `${randomUUID()}@example.test`;
    expect((await change(ann, email)).status).toBe(202);
    expect((await ann.get("/auth/me")).body.user.email).toBe(ann.email);
    const oldToken = await newestToken(api, ann.email, "confirm_email");
    const token = await newestToken(api, email, "confirm_new_email");
    expect((await confirmNew(token)).status).toBe(204);
    expect((await ann.get("/auth/me")).body.user).toMatchObject({ email, emailVerified: true });
    expect((await mailsTo(api, ann.email)).at(-1)).toMatchObject({ kind: "email_changed", newEmail: email });
    expect((await confirmNew(token)).status).toBe(404);
    expect((await confirm(oldToken)).status).toBe(404);
    const entry = (await accountAudit(api, ann.me.user.id)).at(-1);
    expect(entry).toMatchObject({ action: "account.email_changed", before: { email: ann.email }, after: { email } });
  });

  test("takes the password", async () => {
    const ann = await api.signUp();
    expect((await change(ann, `${randomUUID()}@example.test`, "wrong")).status).toBe(422);
    expect((await change(ann, ann.email.toUpperCase())).status).toBe(409);
  });

  test("that an address has an account is told to the reader of its mail alone", async () => {
    const ann = await api.signUp();
    const bea = await api.signUp();
    const free = `${randomUUID()}@example.test`;
    const taken = await change(ann, bea.email);
    const open = await change(ann, free);
    expect([taken.status, taken.body]).toEqual([open.status, open.body]);
    const answer = await confirmNew(await newestToken(api, bea.email, "confirm_new_email"));
    expect(answer.status).toBe(409);
    expect((await ann.get("/auth/me")).body.user.email).toBe(ann.email);
    expect((await confirmNew(await newestToken(api, free, "confirm_new_email"))).status).toBe(204);
  });

  test("a link to the old address to set a password dies with the change", async () => {
    const ann = await api.signUp();
    await api.request("POST", "/auth/forgot-password", { body: { email: ann.email } });
    const token = await newestToken(api, ann.email, "reset_password");
    const email = `${randomUUID()}@example.test`;
    await change(ann, email);
    await confirmNew(await newestToken(api, email, "confirm_new_email"));
    const body = { token, password: "a new password" };
    expect((await api.request("POST", "/auth/reset-password", { body })).status).toBe(404);
  });
});
