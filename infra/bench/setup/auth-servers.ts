import { randomInt } from "node:crypto";
import path from "node:path";
import { Client } from "pg";
import { seed } from "../../../prisma/seed/seed.ts";
import { freePort } from "../../dev/servers/free-port.ts";
import { startPart, type Part } from "../../dev/stack/part.ts";
import { BENCH_LOGS, openBenchDatabase, type BenchDatabase } from "./bench-database.ts";
import { pin } from "./pin.ts";

/** Server, database and load share two cores, as in the product on a small machine. */
const CORES = "0,1";
const ORIGIN = "http://web.bench.test";
const PASSWORD = "correct horse battery";

/** Somebody who can sign in. */
export interface Account {
  email: string;
  password: string;
}

/** The API and a plain route, each in a process of its own, and credentials of every kind. */
export interface AuthServers {
  database: BenchDatabase;
  api: string;
  plain: string;
  accounts: Account[];
  /** Headers by which the first account and its organization's key say who they are. */
  credentials: { session: Record<string, string>; jwt: Record<string, string>; "api key": Record<string, string> };
  cores: string;
  stop(): Promise<void>;
}

/** An address of a client; sign-ups and sign-ins are limited for each. */
export function clientAddress(): string {
  return `198.18.${randomInt(256)}.${randomInt(1, 255)}`;
}

async function post(url: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", origin: ORIGIN, "x-forwarded-for": clientAddress(), ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response;
}

async function signUp(api: string, index: number): Promise<{ account: Account; response: Response }> {
  const account = { email: `person-${index}@bench.test`, password: PASSWORD };
  const body = { ...account, name: "Bench", organizationName: `Bench ${index}`, timezone: "UTC" };
  return { account, response: await post(`${api}/api/v1/auth/signup`, body) };
}

async function credentialsOf(api: string, admin: Client, response: Response): Promise<AuthServers["credentials"]> {
  const { activeOrganizationId } = (await response.json()) as { activeOrganizationId: string };
  await admin.query(
    "UPDATE organizations SET plan_key = (SELECT key FROM plans WHERE 'api_keys' = ANY (features) LIMIT 1) WHERE id = $1",
    [activeOrganizationId],
  );
  await admin.query("UPDATE users SET email_verified = true");
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const token = (await (await post(`${api}/api/v1/auth/token`, {}, { cookie })).json()) as { token: string };
  const key = (await (
    await post(`${api}/api/v1/api-keys`, { name: "Bench", scopes: ["inbox.read"] }, { cookie })
  ).json()) as { key: string };
  return {
    session: { cookie },
    jwt: { authorization: `Bearer ${token.token}` },
    "api key": { authorization: `Bearer ${key.key}` },
  };
}

/** Starts everything that the bench of sign-in needs, with so many accounts. */
export async function startAuthServers(accountCount: number): Promise<AuthServers> {
  const database = await openBenchDatabase("bench_auth");
  await seed(database.urls.migrate);
  const admin = new Client({ connectionString: database.adminUrl });
  await admin.connect();
  const parts: Part[] = [];
  const start = async (name: string, entry: string, env: (port: number) => Record<string, string>) => {
    const port = await freePort();
    parts.push(await startPart({ name, entry, env: env(port) }, path.join(BENCH_LOGS, `${name}.log`)));
    return `http://127.0.0.1:${port}`;
  };
  const stop = async () => {
    await Promise.all(parts.map((part) => part.stop()));
    await admin.end();
    await database.server.stop();
  };
  try {
    const plain = await start("plain-route", "infra/bench/servers/plain-route.ts", (port) => ({
      NODE_ENV: "production",
      PORT: String(port),
    }));
    const api = await start("api", "services/api/src/main.ts", (port) => ({
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      API_PORT: String(port),
      DATABASE_APP_URL: database.urls.app,
      DATABASE_AUTH_URL: database.urls.auth,
      DATABASE_DIRECT_URL: database.urls.app,
      AUTH_SECRET: database.secrets.authSecret,
      ENCRYPTION_KEYS: database.secrets.encryptionKeys,
      PUBLIC_WEB_URL: ORIGIN,
      RATE_LIMIT_PER_MINUTE: "100000000",
      VAPI_API_KEY: database.secrets.vapiApiKey,
      VAPI_BASE_URL: "http://127.0.0.1:9",
    }));
    const made = [];
    for (let index = 0; index < accountCount; index++) made.push(await signUp(api, index));
    const credentials = await credentialsOf(api, admin, made[0]!.response);
    const { rows } = await admin.query<{ pid: string }>(
      "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS pid",
    );
    const pids = [...parts.map((part) => part.pid), Number(rows[0]?.pid)];
    const cores = pids.every((pid) => pin(pid, CORES)) ? CORES : "";
    return { database, api, plain, accounts: made.map(({ account }) => account), credentials, cores, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
