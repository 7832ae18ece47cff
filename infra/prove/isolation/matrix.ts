import type { Pool } from "@callflex/db/pool";
import type { Route } from "../../../services/api/src/http/route.ts";
import type { Answer } from "../../../services/api/test/answer-drift.ts";
import { EVERYBODY, OTHERS, STRANGERS, type Caller, type Worlds } from "./callers.ts";
import { addressOf, idsOf } from "./ids.ts";
import { misjudged, send } from "./probe.ts";
import { makeWorld } from "./world.ts";

/** What a run works with; the rows of its worlds are never changed by somebody who may. */
export interface Grounds extends Worlds {
  url: string;
  admin: Pool;
  routes: readonly Route[];
  driftOf(method: string, path: string, answer: Answer): string | null;
}

/** What was tried and what was found. */
export interface Tally {
  probes: number;
  findings: string[];
}

/** Worlds for one request: who may change something gets ones of their own, so that the others still find it all. */
async function worldsFor({ admin, world, other }: Grounds, route: Route, caller: Caller): Promise<Worlds> {
  if (route.text.method === "get" || caller.expected(route) !== "served") return { world, other };
  const fresh = await makeWorld(admin);
  return STRANGERS.includes(caller) ? { world, other: fresh } : { world: fresh, other };
}

/** Lets one caller use one route on a world's own things. @returns what is wrong with the answer */
export async function tryRoute(grounds: Grounds, route: Route, caller: Caller): Promise<string | null> {
  const worlds = await worldsFor(grounds, route, caller);
  const { world } = worlds;
  const ids = await idsOf(grounds.admin, route, world.organizationId);
  const address = addressOf(route, ids);
  const inPath = route.text.path.includes("{organizationId}");
  const headers = {
    ...caller.headers(worlds, route),
    ...(route.access === "organization" && !inPath ? { "x-organization-id": world.organizationId } : {}),
  };
  const fields = { organizationId: world.organizationId, userId: world.people.member.userId };
  const answer = await send(grounds.url, { route, address, headers, fields });
  const expected = caller.expected(route);
  const wrong = misjudged(route, expected, answer) ?? grounds.driftOf(route.text.method.toUpperCase(), address, answer);
  if (wrong) return `${route.text.operationId} as ${caller.name}: ${wrong}`;
  const told = expected === "served" ? false : JSON.stringify(answer.body ?? "").includes(world.marker);
  return told ? `${route.text.operationId} as ${caller.name}: the refusal tells what the row says` : null;
}

/** Callers between whom a route can't make a difference are left out of a short run. */
function callersOf({ access }: Route, short: boolean): readonly Caller[] {
  if (!short || access === "organization") return EVERYBODY;
  const named = access === "public" ? ["owner", "nobody"] : ["owner", "another tenant's owner", "another tenant's key"];
  return EVERYBODY.filter((caller) => named.includes(caller.name) || (access === "user" && OTHERS.includes(caller)));
}

/** Every route as everybody. */
export async function tryMatrix(grounds: Grounds, { short }: { short: boolean }): Promise<Tally> {
  const tally: Tally = { probes: 0, findings: [] };
  for (const route of grounds.routes) {
    for (const caller of callersOf(route, short)) {
      const finding = await tryRoute(grounds, route, caller);
      tally.probes += 1;
      if (finding) tally.findings.push(finding);
    }
  }
  return tally;
}
