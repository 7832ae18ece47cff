import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCuttableProxy, type CuttableProxy } from "./cuttable-proxy.ts";
import { readStream } from "./read-stream.ts";
import { startApi, WEB_ORIGIN, type SignedIn, type TestApi } from "./start-api.ts";

let api: TestApi;
let ann: SignedIn;
beforeAll(async () => {
  api = await startApi();
  ann = await api.signUp();
});
afterAll(() => api.close());

describe("other origins", () => {
  async function preflight(origin: string) {
    return fetch(`${api.url}/api/v1/inbox/1`, {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": "PATCH",
        "access-control-request-headers": "content-type,if-match",
      },
    });
  }

  test.each([WEB_ORIGIN, "https://partner.example.test"])("%s may use the API with cookies", async (origin) => {
    const response = await preflight(origin);
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-origin")).toBe(origin);
    expect(response.headers.get("access-control-allow-credentials")).toBe("true");
    expect(response.headers.get("access-control-allow-methods")).toContain("PATCH");
    expect(response.headers.get("access-control-allow-headers")?.toLowerCase()).toContain("if-match");
    expect(response.headers.get("vary")).toContain("Origin");
  });

  test.each(["https://evil.example", "https://partner.example.test.evil.example", "null"])(
    "%s may not",
    async (origin) => {
      const response = await preflight(origin);
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
      const read = await ann.get("/calls", { origin });
      expect(read.headers.get("access-control-allow-origin")).toBeNull();
    },
  );

  test("a listed page reads the answer and its headers", async () => {
    const read = await ann.get("/calls");
    expect(read.headers.get("access-control-allow-origin")).toBe(WEB_ORIGIN);
    expect(read.headers.get("access-control-expose-headers")).toContain("Retry-After");
  });
});

describe("bodies", () => {
  const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(`${api.url}/api/v1/auth/signin`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
    });

  test.each([
    ["broken JSON", "{", {}, 400],
    ["a bare text", '"x"', {}, 400],
    ["nothing", "", {}, 422],
    ["another media type", "a=1", { "content-type": "application/x-www-form-urlencoded" }, 415],
    ["another charset", "{}", { "content-type": "application/json; charset=iso-8859-1" }, 415],
    ["another encoding", "{}", { "content-encoding": "lzma" }, 415],
    ["too much", JSON.stringify({ email: "x".repeat(200_000) }), {}, 413],
    ["deep nesting", `${"[".repeat(5000)}${"]".repeat(5000)}`, {}, 422],
  ])("%s", async (_name, body, headers, status) => {
    const response = await post(body, headers as Record<string, string>);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
  });

  test("no body without JSON's media type is 415, not a fault", async () => {
    const response = await fetch(`${api.url}/api/v1/auth/signin`, { method: "POST" });
    expect(response.status).toBe(415);
  });

  test("bytes that are no UTF-8 are refused", async () => {
    expect((await post(new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]))).status).toBe(400);
  });
});

describe("addresses and methods", () => {
  test.each(["/nothing", "/calls/", "/Calls", "/calls/x/y/z"])("%s is not there", async (path) => {
    const answer = await ann.get(path);
    expect(answer.status).toBe(404);
    expect(answer.body.instance).toBe(`/api/v1${path}`);
  });

  test("a wrong method is told the right ones", async () => {
    const answer = await ann.request("DELETE", "/calls");
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
    expect((await ann.request("PUT", "/calls/stats")).status).toBe(405);
    const options = await fetch(`${api.url}/api/v1/calls`, { method: "OPTIONS" });
    expect(options.status).toBe(204);
  });

  test("a harmless request id is kept, another one replaced", async () => {
    const kept = await ann.get("/calls", { "x-request-id": "proxy-0123456789" });
    expect(kept.headers.get("x-request-id")).toBe("proxy-0123456789");
    const replaced = await ann.get("/calls", { "x-request-id": "a b" });
    expect(replaced.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("answers are not for caches and carry the guards", async () => {
    const { headers } = await ann.get("/calls");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-powered-by")).toBeNull();
  });
});

describe("how often", () => {
  test("each user has an own quota, told in headers; beyond it 429", async () => {
    const strict = await startApi({ RATE_LIMIT_PER_MINUTE: "3" });
    try {
      const [one, two] = [await strict.signUp(), await strict.signUp()];
      for (const left of [2, 1, 0]) {
        const answer = await one.get("/calls");
        expect(answer.status).toBe(200);
        expect(answer.headers.get("ratelimit")).toMatch(new RegExp(`^"user";r=${left};t=\\d+$`));
        expect(answer.headers.get("ratelimit-policy")).toBe('"user";q=3;w=60');
      }
      const refused = await one.get("/calls");
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect((await two.get("/calls")).status).toBe(200);
    } finally {
      await strict.close();
    }
  });

  test("who isn't signed in is counted by address, and can't make addresses up through a public proxy", async () => {
    const tries = await Promise.all(
      Array.from({ length: 310 }, (_, n) =>
        api.request("GET", "/auth/me", { headers: { "x-forwarded-for": `198.51.100.${n % 250}, 203.0.113.7` } }),
      ),
    );
    expect(tries.filter((answer) => answer.status === 429)).toHaveLength(10);
  });
});

describe("health", () => {
  test("ready with the database at the newest migration, not before", async () => {
    expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${api.url}/readyz`);
    expect(await ready.json()).toMatchObject({ status: "ready" });
    const { rows } = await api.admin.query("SELECT max(version) AS version FROM schema_migrations");
    await api.admin.query("DELETE FROM schema_migrations WHERE version = $1", [rows[0].version]);
    const behind = await fetch(`${api.url}/readyz`);
    expect(behind.status).toBe(503);
    expect(await behind.json()).toMatchObject({ detail: expect.stringContaining(rows[0].version) });
    await api.admin.query("INSERT INTO schema_migrations (version) VALUES ($1)", [rows[0].version]);
  });

  test("with the database away: alive, not ready, and requests get 503 with Retry-After; then all goes on", async () => {
    let proxy: CuttableProxy | undefined;
    const way = async (server: { host: string; port: number }) => (proxy = await openCuttableProxy(server)).port;
    const lonely = await startApi({}, { way });
    const eve = await lonely.signUp();
    const streamUrl = `${lonely.url}/api/v1/events/stream`;
    const stream = await readStream(streamUrl, { cookie: eve.cookie });
    await proxy!.cut();

    expect((await fetch(`${lonely.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${lonely.url}/readyz`)).status).toBe(503);
    const signIn = { body: { email: eve.email, password: eve.password } };
    for (const answer of [await eve.get("/calls"), await lonely.request("POST", "/auth/signin", signIn)]) {
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toBe("2");
    }
    await lonely.deps.keeper.beatAll();

    await proxy!.mend();
    await expect.poll(async () => (await fetch(`${lonely.url}/readyz`)).status, { timeout: 10_000 }).toBe(200);
    expect((await eve.get("/calls")).status).toBe(200);
    await lonely.admin.query("INSERT INTO live_events (organization_id, type) VALUES ($1, 'usage_changed')", [
      eve.organizationId,
    ]);
    expect((await stream.until(1))[0]).toMatchObject({ event: "usage_changed" });
    stream.close();
    await lonely.close();
    await proxy!.cut();
  });
});
