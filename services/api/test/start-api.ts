import { randomUUID } from "node:crypto";
import type { Me } from "@callflex/contracts/api/auth";
import { createPool, type Pool } from "@callflex/db/pool";
import { ensureTrialPlan } from "@callflex/testing/factories";
import { createTestDatabase } from "@callflex/testing/postgres";
import { expect } from "vitest";
import type { ApiDeps } from "../src/app.ts";
import type { Route } from "../src/http/route.ts";
import { createDriftFinder, readAnswer, type Answer } from "./answer-drift.ts";
import { serveApi, WEB_ORIGIN } from "./serve-api.ts";

export type { Answer } from "./answer-drift.ts";
export { WEB_ORIGIN } from "./serve-api.ts";

export interface RequestOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

/** A browser that is signed in. */
export interface SignedIn {
  me: Me;
  email: string;
  password: string;
  organizationId: string;
  cookie: string;
  token: string;
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
}

/** A running API on a database of its own. */
export interface TestApi {
  url: string;
  admin: Pool;
  deps: ApiDeps;
  routes: Route[];
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  signUp(values?: { email?: string; organizationName?: string; timezone?: string }): Promise<SignedIn>;
  close(): Promise<void>;
}

/** The same database by way of another port of this machine. */
function byPort(url: string, port: number | undefined): string {
  if (port === undefined) return url;
  const changed = new URL(url);
  changed.host = `127.0.0.1:${port}`;
  return changed.toString();
}

/**
 * Starts the API as main.ts does, on any free port.
 *
 * @param env variables that differ from the usual ones
 * @param options.way opens a way to the database server at that address and tells its port
 */
export async function startApi(
  env: Record<string, string> = {},
  options: { way?: (server: { host: string; port: number }) => Promise<number> } = {},
): Promise<TestApi> {
  const database = await createTestDatabase();
  const { hostname, port } = new URL(database.adminUrl);
  const wayPort = await options.way?.({ host: hostname, port: Number(port || 5432) });
  const admin = createPool(database.adminUrl, { max: 4, name: "test-admin" });
  await ensureTrialPlan(admin);
  const served = await serveApi({
    urls: { app: byPort(database.urls.app, wayPort), auth: byPort(database.urls.auth, wayPort) },
    env,
  });
  const { url, deps, routes } = served;
  const driftOf = createDriftFinder(routes);

  async function request(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const { body, headers } = options;
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const answer = await readAnswer(response);
    expect(driftOf(method, path, answer)).toBeNull();
    return answer;
  }

  function signedIn(answer: Answer, email: string, password: string): SignedIn {
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const as: SignedIn["request"] = (method, path, options = {}) =>
      request(method, path, { ...options, headers: { cookie, origin: WEB_ORIGIN, ...options.headers } });
    return {
      me: answer.body,
      email,
      password,
      organizationId: answer.body.activeOrganizationId,
      cookie,
      token: answer.headers.get("set-auth-token") ?? "",
      request: as,
      get: (path, headers) => as("GET", path, headers ? { headers } : {}),
    };
  }

  return {
    url,
    admin,
    deps,
    routes,
    request,
    async signUp(values = {}) {
      const email = values.email ?? `${randomUUID()}@example.test`;
      const password = "correct horse battery";
      const { organizationName = "Hill Plumbing", timezone = "UTC" } = values;
      const answer = await request("POST", "/auth/signup", {
        body: { name: "Ann Hill", email, password, organizationName, timezone },
      });
      expect(answer.status).toBe(201);
      return signedIn(answer, email, password);
    },
    async close() {
      await served.close();
      await admin.end();
      await database.drop();
    },
  };
}
