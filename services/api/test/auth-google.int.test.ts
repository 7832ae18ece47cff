import { randomUUID } from "node:crypto";
import type { Me } from "@callflex/contracts/api/auth";
import { startSandbox, type RunningSandbox } from "@callflex/sandbox/start-sandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountAudit } from "./account-mails.ts";
import { startApi, WEB_ORIGIN, type TestApi } from "./start-api.ts";
import { confirmEmail } from "./team.ts";
import { totpCode } from "./totp.ts";

const google = { clientId: "callflex.apps.test", clientSecret: "google-secret" };
let sandbox: RunningSandbox;
let api: TestApi;
beforeAll(async () => {
  const secrets = { vapiApiKey: "v", twilioAccountSid: `AC${"0".repeat(32)}`, twilioAuthToken: "t", resendApiKey: "r" };
  sandbox = await startSandbox({ secrets: { ...secrets, google } });
  api = await startApi({
    GOOGLE_CLIENT_ID: google.clientId,
    GOOGLE_CLIENT_SECRET: google.clientSecret,
    GOOGLE_DISCOVERY_URL: `${sandbox.url}/google/.well-known/openid-configuration`,
  });
});
afterAll(async () => {
  await api.close();
  await sandbox.close();
});

/** A browser that keeps the API's cookies and follows nothing by itself. */
function browser() {
  const jar = new Map<string, string>();
  const get = async (path: string) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(`${api.url}/api/v1${path}`, { redirect: "manual", headers: cookie ? { cookie } : {} });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      jar.set(name!, value!);
    }
    return response;
  };
  return { get, me: async () => (await (await get("/auth/me")).json()) as Me };
}
type Browser = ReturnType<typeof browser>;

interface Person {
  email?: string;
  name?: string;
  verified?: boolean;
  answer?: string;
}

/** Says who one is at the stand-in; the address that it leads back to, as a path of the API. */
async function atGoogle(
  location: string,
  { email = "", name = "Gina Google", verified = true, answer = "continue" }: Person,
) {
  const page = new URL(location);
  expect((await fetch(page)).status).toBe(200);
  const form = new URLSearchParams(page.search);
  form.set("person_email", email);
  form.set("person_name", name);
  if (verified) form.set("person_verified", "yes");
  form.set("answer", answer);
  const back = await fetch(`${page.origin}${page.pathname}`, { method: "POST", body: form, redirect: "manual" });
  const callback = new URL(back.headers.get("location")!);
  expect(callback.origin + callback.pathname).toBe(`${WEB_ORIGIN}/api/v1/auth/google/callback`);
  return `/auth/google/callback${callback.search}`;
}

/** The whole way; where it ends. */
async function signInWithGoogle(who: Browser, person: Person, query = ""): Promise<string> {
  const begun = await who.get(`/auth/google${query}`);
  expect(begun.status).toBe(303);
  const ended = await who.get(await atGoogle(begun.headers.get("location")!, person));
  expect(ended.status).toBe(303);
  return ended.headers.get("location")!;
}

const address = () => `${randomUUID()}@google.test`;

describe("somebody new", () => {
  test("gets an account with the confirmed address and no organization, and ends where they wanted", async () => {
    const who = browser();
    const email = address();
    expect(await signInWithGoogle(who, { email }, "?next=/calls%3Fq=x")).toBe(`${WEB_ORIGIN}/calls?q=x`);
    const me = await who.me();
    expect(me).toMatchObject({
      user: { name: "Gina Google", email, emailVerified: true, isStaff: false },
      organizations: [],
      activeOrganizationId: null,
    });
    expect(await accountAudit(api, me.user.id)).toMatchObject([
      { action: "account.created", after: { email, google: true }, ip_address: expect.any(String) },
    ]);
    const { rows } = await api.admin.query("SELECT * FROM accounts WHERE user_id = $1", [me.user.id]);
    expect(rows).toMatchObject([{ provider_id: "google", access_token: null, refresh_token: null, id_token: null }]);
  });

  test("comes back to the same account", async () => {
    const [first, second, email] = [browser(), browser(), address()];
    await signInWithGoogle(first, { email });
    expect(await signInWithGoogle(second, { email })).toBe(`${WEB_ORIGIN}/`);
    const me = await second.me();
    expect(me.user.id).toBe((await first.me()).user.id);
    expect(await accountAudit(api, me.user.id)).toHaveLength(1);
    const { rows } = await api.admin.query("SELECT id_token FROM accounts WHERE user_id = $1", [me.user.id]);
    expect(rows).toEqual([{ id_token: null }]);
  });

  test("without a confirmed address stays outside", async () => {
    const [who, email] = [browser(), address()];
    const end = await signInWithGoogle(who, { email, verified: false });
    expect(end).toBe(`${WEB_ORIGIN}/login?error=google_email_not_verified`);
    expect((await who.get("/auth/me")).status).toBe(401);
    const { rows } = await api.admin.query("SELECT 1 FROM users WHERE email = $1", [email]);
    expect(rows).toEqual([]);
  });
});

describe("somebody with an account here", () => {
  test("keeps it, when the address is confirmed on both sides", async () => {
    const ann = await api.signUp();
    await confirmEmail(api, ann);
    const who = browser();
    expect(await signInWithGoogle(who, { email: ann.email.toUpperCase() })).toBe(`${WEB_ORIGIN}/`);
    const me = await who.me();
    expect(me).toMatchObject({
      user: { id: ann.me.user.id, name: "Ann Hill" },
      activeOrganizationId: ann.organizationId,
    });
    expect((await accountAudit(api, ann.me.user.id)).at(-1).action).toBe("account.google_linked");
  });

  test("isn't taken in while one side hasn't confirmed the address", async () => {
    const ann = await api.signUp();
    const end = await signInWithGoogle(browser(), { email: ann.email });
    expect(end).toBe(`${WEB_ORIGIN}/login?error=google_not_linked`);
    await confirmEmail(api, ann);
    const unverified = await signInWithGoogle(browser(), { email: ann.email, verified: false });
    expect(unverified).toMatch(/login\?error=google_(not_linked|email_not_verified)$/);
    const { rows } = await api.admin.query("SELECT provider_id FROM accounts WHERE user_id = $1", [ann.me.user.id]);
    expect(rows).toEqual([{ provider_id: "credential" }]);
  });

  test("can't pass by the second factor", async () => {
    const ann = await api.signUp();
    await confirmEmail(api, ann);
    const setup = await ann.request("POST", "/auth/two-factor", { body: { password: ann.password } });
    await ann.request("POST", "/auth/two-factor/confirm", { body: { code: totpCode(setup.body.otpauthUri) } });
    const who = browser();
    expect(await signInWithGoogle(who, { email: ann.email })).toBe(`${WEB_ORIGIN}/login?error=google_two_factor`);
    expect((await who.get("/auth/me")).status).toBe(401);
  });

  test("link and audit entry are there together or not at all", async () => {
    const ann = await api.signUp();
    await confirmEmail(api, ann);
    await api.admin.query(
      `CREATE FUNCTION no_entry() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no entry'; END $$;
       CREATE TRIGGER no_entry BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION no_entry()`,
    );
    const end = await signInWithGoogle(browser(), { email: ann.email }).finally(() =>
      api.admin.query("DROP TRIGGER no_entry ON audit_log; DROP FUNCTION no_entry"),
    );
    expect(end).toBe(`${WEB_ORIGIN}/login?error=google_failed`);
    const { rows } = await api.admin.query("SELECT 1 FROM accounts WHERE provider_id = 'google' AND user_id = $1", [
      ann.me.user.id,
    ]);
    expect(rows).toEqual([]);
  });
});

describe("the way there and back", () => {
  test("carries state, nonce and a PKCE challenge, and asks for the address alone", async () => {
    const begun = await browser().get("/auth/google");
    const asked = new URL(begun.headers.get("location")!).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      client_id: google.clientId,
      code_challenge_method: "S256",
      code_challenge: expect.any(String),
      state: expect.any(String),
      nonce: expect.any(String),
    });
    expect(asked.get("scope")!.split(" ").toSorted()).toEqual(["email", "openid", "profile"]);
  });

  test("works once, and in the browser that began it alone", async () => {
    const [ann, eve] = [browser(), browser()];
    const begun = await ann.get("/auth/google");
    const callback = await atGoogle(begun.headers.get("location")!, { email: address() });
    await eve.get("/auth/google");
    expect((await eve.get(callback)).headers.get("location")).toBe(`${WEB_ORIGIN}/login?error=google_failed`);
    expect((await eve.get("/auth/me")).status).toBe(401);
    const own = await ann.get("/auth/google");
    const fresh = await atGoogle(own.headers.get("location")!, { email: address() });
    expect((await ann.get(fresh)).headers.get("location")).toBe(`${WEB_ORIGIN}/`);
    expect((await ann.get(fresh)).headers.get("location")).toBe(`${WEB_ORIGIN}/login?error=google_failed`);
  });

  test("leads to no other site", async () => {
    for (const next of [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "/a\\b",
      "javascript:alert(1)",
      "/\t/e.example",
      "calls",
    ]) {
      const answer = await browser().get(`/auth/google?next=${encodeURIComponent(next)}`);
      expect([next, answer.status]).toEqual([next, 400]);
    }
    const who = browser();
    expect(await signInWithGoogle(who, { email: address() }, "?next=/@evil.example/x")).toBe(
      `${WEB_ORIGIN}/@evil.example/x`,
    );
  });

  test("can be broken off, or come from nowhere", async () => {
    const end = await signInWithGoogle(browser(), { answer: "cancel" });
    expect(end).toBe(`${WEB_ORIGIN}/login?error=google_cancelled`);
    for (const query of ["", "?error=access_denied", "?code=x&state=y"]) {
      const answer = await browser().get(`/auth/google/callback${query}`);
      expect([query, answer.status, answer.headers.get("location")]).toEqual([
        query,
        303,
        expect.stringMatching(`^${WEB_ORIGIN}/login\\?error=google_`),
      ]);
    }
  });
});

test("where it isn't configured it isn't offered; where Google is away everything else works", async () => {
  const without = await startApi();
  const away = await startApi({
    GOOGLE_CLIENT_ID: "x",
    GOOGLE_CLIENT_SECRET: "y",
    GOOGLE_DISCOVERY_URL: "http://127.0.0.1:9/.well-known/openid-configuration",
  });
  try {
    expect((await without.request("GET", "/auth/options")).body).toEqual({ google: false });
    expect((await without.request("GET", "/auth/google")).status).toBe(404);
    expect((await away.request("GET", "/auth/options")).body).toEqual({ google: true });
    expect((await away.request("GET", "/auth/google")).status).toBe(503);
    await away.signUp();
  } finally {
    await Promise.all([without.close(), away.close()]);
  }
});
