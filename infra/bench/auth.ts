import { machine, median, round, type BenchResult, type TableRow } from "./bench-result.ts";
import type { RateRequest, RequestRateJob, RequestRateReport } from "./load/request-rate.ts";
import { runGenerator } from "./load/run-generator.ts";
import { clientAddress, startAuthServers, type AuthServers } from "./setup/auth-servers.ts";
import { checkDurable } from "./setup/bench-database.ts";

const CONNECTIONS = 8;
const ACCOUNTS = 32;
/** The same page of the inbox for everybody; only who asks, and how, differs. */
const PATH = "/api/v1/inbox";

const VARIANTS = ["plain", "session", "jwt", "api key", "sign-in"] as const;
type Variant = (typeof VARIANTS)[number];

/** Shares of the plain route's rate, for orientation: a sign-in hashes with argon2id, the others read under RLS. */
const FLOOR = { session: 0.05, jwt: 0.05, "api key": 0.05, "sign-in": 0.005 };
const GOAL = { session: 0.15, jwt: 0.15, "api key": 0.15, "sign-in": 0.015 };

function requestsOf(servers: AuthServers, variant: Variant): RateRequest[] {
  if (variant === "sign-in") {
    return servers.accounts.map((account) => ({
      method: "POST",
      path: "/api/v1/auth/signin",
      headers: { "content-type": "application/json", "x-forwarded-for": clientAddress() },
      body: JSON.stringify(account),
    }));
  }
  return [{ method: "GET", path: PATH, headers: variant === "plain" ? {} : servers.credentials[variant] }];
}

function measure(servers: AuthServers, variant: Variant, short: boolean): Promise<RequestRateReport> {
  const size = variant === "sign-in" ? 200 : variant === "plain" ? 10_000 : 2000;
  const job: RequestRateJob = {
    url: variant === "plain" ? servers.plain : servers.api,
    requests: requestsOf(servers, variant),
    connections: CONNECTIONS,
    amount: short ? size / 2 : size,
    warmUp: variant === "sign-in" ? 32 : 500,
    cores: servers.cores,
  };
  return runGenerator<RequestRateReport>(new URL("load/request-rate.ts", import.meta.url), job);
}

/** Sign-ins a second, and requests a second of who is signed in by a session, an access token or an API key. */
export async function benchAuth({ short }: { short: boolean }): Promise<{ result: BenchResult; rows: TableRow[] }> {
  const conditions = machine();
  const servers = await startAuthServers(ACCOUNTS);
  try {
    const reports: Record<Variant, RequestRateReport[]> = {
      plain: [],
      session: [],
      jwt: [],
      "api key": [],
      "sign-in": [],
    };
    const rows: TableRow[] = [];
    for (let turn = 1; turn <= (short ? 1 : 3); turn++) {
      // Who goes second finds the machine warmer, so they take turns.
      for (const variant of turn % 2 ? VARIANTS : VARIANTS.toReversed()) {
        const report = await measure(servers, variant, short);
        reports[variant].push(report);
        const { perSecond, succeeded, failed, p50Ms, p99Ms } = report;
        rows.push({ turn, request: variant, "requests/s": round(perSecond), succeeded, failed, p50Ms, p99Ms });
      }
    }
    const middle = (variant: Variant) => median(reports[variant].map(({ perSecond }) => perSecond));
    const baseline = middle("plain");
    const signedIn = ["session", "jwt", "api key", "sign-in"] as const;
    const value = Object.fromEntries(signedIn.map((variant) => [variant, middle(variant)]));
    const ratio = Object.fromEntries(signedIn.map((variant) => [variant, middle(variant) / baseline]));
    const failed = Object.values(reports)
      .flat()
      .reduce((sum, report) => sum + report.failed, 0);
    const result: BenchResult = {
      name: "auth",
      value,
      unit: "requests/s",
      baseline,
      ratio,
      conditions: {
        ...conditions,
        connections: CONNECTIONS,
        request: `GET ${PATH}, an empty page, except for sign-ins (argon2id)`,
        plain: "an Express route that answers the same page without asking anybody",
        cores: servers.cores ? `all processes on cores ${servers.cores}` : "not pinned",
        postgres: await checkDurable(servers.database.adminUrl),
        failed,
      },
      floor: FLOOR,
      goal: GOAL,
      ok: failed === 0 && signedIn.every((variant) => (ratio[variant] ?? 0) >= FLOOR[variant]),
      ...(short ? { short } : {}),
    };
    return { result, rows };
  } finally {
    await servers.stop();
  }
}
