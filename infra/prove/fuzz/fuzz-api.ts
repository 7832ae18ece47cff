import { createPool } from "@callflex/db/pool";
import fc from "fast-check";
import { serveRecordings } from "../../fuzz/recordings.ts";
import { frontOf, type Guise } from "../../fuzz/front.ts";
import { createDriftFinder, readAnswer } from "../../../services/api/test/answer-drift.ts";
import { serveApi } from "../../../services/api/test/serve-api.ts";
import type { Route } from "../../../services/api/src/http/route.ts";
import { makeWorld } from "../isolation/world.ts";
import type { ProveDatabase } from "../setup/prove-database.ts";
import { casesOf, type ApiCase } from "./api-cases.ts";

/** What came of fuzzing. */
export interface FuzzTally {
  cases: number;
  findings: string[];
}

/** Sends random requests to every operation; none may be answered with a fault or otherwise than documented. */
export async function fuzzApi(
  database: ProveDatabase,
  { guise, each, seed }: { guise: Guise; each: number; seed: number },
): Promise<FuzzTally> {
  const admin = createPool(database.adminUrl, { name: "prove-fuzz", max: 4 });
  const world = await makeWorld(admin);
  const recordings = await serveRecordings();
  let routes: Route[] = [];
  const api = await serveApi({
    urls: database.urls,
    env: { RATE_LIMIT_PER_MINUTE: "100000000", VAPI_BASE_URL: recordings.url },
    front: frontOf({ admin, world, guise, routes: () => routes }),
  });
  routes = api.routes;
  const driftOf = createDriftFinder(routes);
  const tally: FuzzTally = { cases: 0, findings: [] };

  async function fault(route: Route, { address, headers, body }: ApiCase): Promise<string | null> {
    const method = route.text.method.toUpperCase();
    const response = await fetch(`${api.url}/api/v1${address}`, {
      method,
      headers,
      redirect: "manual",
      ...(body === undefined ? {} : { body }),
    });
    const answer = await readAnswer(response);
    tally.cases += 1;
    const own = (route.text.problems ?? []) as number[];
    if (answer.status >= 500 && !own.includes(answer.status)) return `answers ${answer.status}`;
    return driftOf(method, address, answer);
  }

  try {
    for (const route of routes) {
      const found = await fc.check(
        fc.asyncProperty(casesOf(route), async (request) => {
          const wrong = await fault(route, request);
          if (wrong) throw new Error(wrong);
        }),
        { numRuns: each, seed },
      );
      if (!found.failed) continue;
      const { counterexample, errorInstance } = found;
      tally.findings.push(
        `${route.text.operationId} as ${guise}: ${String(errorInstance)} for ${JSON.stringify(counterexample?.[0])}`,
      );
    }
    return tally;
  } finally {
    await api.close();
    recordings.close();
    await admin.end();
  }
}
