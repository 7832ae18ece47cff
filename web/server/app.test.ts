import http, { type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { createLogger } from "@callflex/platform/logger";
import { listen, type HttpServer } from "@callflex/platform/http-server";
import express, { type Express } from "express";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApp } from "./app.ts";
import type { RemixBuild } from "./remix-build.ts";

/** These tests are about what stands before the pages; a page asked for by mistake fails loudly. */
const noPages: RemixBuild = {
  mode: "production",
  server: () => Promise.reject(new Error("a page was asked for")),
  clientFolder: "/nonexistent",
  close: async () => {},
};

const open: HttpServer[] = [];
let web: HttpServer;
let publicUrl: string;

async function serve(app: Express): Promise<HttpServer> {
  const server = await listen(app, { host: "127.0.0.1", port: 0 });
  open.push(server);
  return server;
}

/** Starts a web server in front of an API. Its public address needs a port, so one is taken and given back first. */
async function startWeb(apiUrl: string, voiceKey?: string): Promise<void> {
  const probe = http.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  publicUrl = `http://127.0.0.1:${port}`;
  const logger = createLogger({ service: "web", level: "silent" });
  web = await listen(createApp({ build: noPages, logger, apiUrl, publicUrl, voiceKey }), { host: "127.0.0.1", port });
  open.push(web);
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

function ask(path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const request = http.request(
      { host: "127.0.0.1", port: web.port, path, method: options.method, headers: options.headers, agent: false },
      (response) => {
        let body = "";
        response.setEncoding("utf8").on("data", (part: string) => (body += part));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      },
    );
    request.on("error", reject);
    request.end(options.body);
  });
}

let seen: express.Request[];
let leftStreams: Promise<void>;

beforeEach(async () => {
  seen = [];
  const api = express();
  api.use((req, _res, next) => {
    seen.push(req);
    next();
  });
  api.get("/api/v1/auth/me", (_req, res) => void res.json({ ok: true }));
  api.post("/api/v1/auth/signin", express.json(), (req, res) => {
    res.append("Set-Cookie", ["session=1; HttpOnly", "other=2"]);
    res.status(201).json(req.body);
  });
  api.get("/api/v1/recording", (_req, res) => {
    res.status(206).set({ "Content-Range": "bytes 2-4/10", "Content-Type": "audio/wav" }).end("cde");
  });
  leftStreams = new Promise((resolve) => {
    api.get("/api/v1/events/stream", (_req, res) => {
      res.set("Content-Type", "text/event-stream").flushHeaders();
      res.write("data: first\n\n");
      res.on("close", () => resolve());
    });
  });
  await startWeb((await serve(api)).url);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

describe("security headers", () => {
  it("allow scripts and styles with this answer's nonce alone", async () => {
    const [first, second] = await Promise.all([ask("/api/v1/auth/me"), ask("/api/v1/auth/me")]);
    const policy = String((await ask("/nowhere.css")).headers["content-security-policy"]);
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}' 'strict-dynamic'/);
    expect(policy).toMatch(/style-src-elem 'self' 'nonce-/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(first.headers["x-request-id"]).not.toBe(second.headers["x-request-id"]);
  });

  it("differ from answer to answer in their nonce", async () => {
    const nonces = await Promise.all(
      ["/a.css", "/b.css"].map(
        async (path) => /'nonce-([^']+)'/.exec(String((await ask(path)).headers["content-security-policy"]))?.[1],
      ),
    );
    expect(nonces[0]).toBeDefined();
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it("let the sound of a spoken conversation through on its page alone, where a key for it is set", async () => {
    const policyOf = async (path: string) => String((await ask(path)).headers["content-security-policy"]);
    const [spoken, typed] = ["/test-calls/1?talk=voice", "/test-calls/1"];
    expect(await policyOf(spoken)).not.toContain("daily.co");
    await startWeb("http://127.0.0.1:9", "public-key");
    expect(await policyOf(spoken)).toMatch(/connect-src 'self'[^;]* https:\/\/\*\.daily\.co wss:\/\/\*\.daily\.co/);
    for (const path of [typed, "/?talk=voice", "/calls/1?talk=voice"]) {
      expect(await policyOf(path)).not.toContain("daily.co");
    }
  });

  it("keep pages and their data out of caches", async () => {
    expect((await ask("/calls.data")).headers["cache-control"]).toBe("private, no-store");
  });
});

describe("the host", () => {
  it.each(["evil.example", "evil.example:80", "127.0.0.1", "a b", "["])("is refused as %j", async (host) => {
    const { status } = await ask("/calls", { headers: { host } });
    expect(status).toBe(400);
    expect(seen).toHaveLength(0);
  });

  it("leads this machine's other name to the public address", async () => {
    const { status, headers } = await ask("/calls?q=x", { headers: { host: `localhost:${web.port}` } });
    expect(status).toBe(302);
    expect(headers.location).toBe(`${publicUrl}/calls?q=x`);
  });

  it("may be anything for the health check of a load balancer", async () => {
    expect((await ask("/healthz", { headers: { host: "10.0.0.7" } })).status).toBe(200);
  });
});

describe("changes from other sites", () => {
  const post = (headers: Record<string, string>) =>
    ask("/api/v1/auth/signin", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: "{}",
    });

  it.each([
    ["a foreign origin", { origin: "https://evil.example" }],
    ["the origin null", { origin: "null" }],
    ["our host under another scheme", { origin: "https://127.0.0.1" }],
    ["no origin", {} as Record<string, string>],
    ["no origin from another site", { "sec-fetch-site": "cross-site" }],
    ["no origin from a neighbour", { "sec-fetch-site": "same-site" }],
    ["a foreign origin that claims to be ours", { origin: "https://evil.example", "sec-fetch-site": "same-origin" }],
  ])("are refused with %s", async (_name, headers) => {
    expect((await post(headers)).status).toBe(403);
    expect(seen).toHaveLength(0);
  });

  it("are taken from our own pages", async () => {
    expect((await post({ origin: publicUrl })).status).toBe(201);
    expect((await post({ "sec-fetch-site": "same-origin" })).status).toBe(201);
  });
});

describe("the API behind", () => {
  it("gets body, cookies and the visitor's address, and sets its own cookies", async () => {
    const answer = await ask("/api/v1/auth/signin", {
      method: "POST",
      headers: { origin: publicUrl, cookie: "session=0", "content-type": "application/json" },
      body: '{"email":"a@b.c"}',
    });
    expect(answer).toMatchObject({ status: 201, body: '{"email":"a@b.c"}' });
    expect(answer.headers["set-cookie"]).toEqual(["session=1; HttpOnly", "other=2"]);
    const { headers } = seen[0] as express.Request;
    expect(headers).toMatchObject({ cookie: "session=0", origin: publicUrl, "x-forwarded-for": "127.0.0.1" });
    expect(headers["x-request-id"]).toBe(answer.headers["x-request-id"]);
  });

  it("keeps ranges of recordings", async () => {
    const answer = await ask("/api/v1/recording", { headers: { range: "bytes=2-4" } });
    expect(answer).toMatchObject({ status: 206, body: "cde" });
    expect(answer.headers["content-range"]).toBe("bytes 2-4/10");
    expect(seen[0]?.headers.range).toBe("bytes=2-4");
  });

  it("streams events as they come, and is left when the browser leaves", async () => {
    const first = await new Promise<string>((resolve, reject) => {
      const request = http.get({ port: web.port, host: "127.0.0.1", path: "/api/v1/events/stream" }, (response) => {
        response.once("data", (part: Buffer) => {
          resolve(part.toString());
          request.destroy();
        });
      });
      request.on("error", reject);
    });
    expect(first).toBe("data: first\n\n");
    await leftStreams;
  });

  it("is answered for when it is down", async () => {
    await web.close();
    await startWeb("http://127.0.0.1:1");
    const answer = await ask("/api/v1/auth/me");
    expect(answer.status).toBe(502);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    expect(JSON.parse(answer.body)).toMatchObject({ status: 502, requestId: answer.headers["x-request-id"] });
  });
});
