import { withActor } from "@callflex/db/prisma";
import { databaseFault } from "@callflex/db/errors";
import { permissions } from "@callflex/contracts/permissions";
import type { Pool } from "@callflex/db/pool";
import { transaction, type Tx } from "@callflex/db/transaction";
import { DomainError } from "@callflex/domain/errors";
import { reachableRows, type Context } from "../../../prisma/tools/tenant-probe.ts";
import type { ApiDeps } from "../../../services/api/src/app.ts";
import { HttpProblem } from "../../../services/api/src/http/problem.ts";
import type { Route } from "../../../services/api/src/http/route.ts";
import { rowsOf } from "./foreign-ids.ts";
import { idsOf } from "./ids.ts";
import type { Grounds, Tally } from "./matrix.ts";
import { bodyOf } from "./probe.ts";
import { reachableByPerson, STRANGERS_OUTCOMES } from "./person-probe.ts";
import type { World } from "./world.ts";

class RolledBack extends Error {}

/** What `look` sees in a transaction that is undone afterwards. */
export async function undone<T>(admin: Pool, look: (tx: Tx) => Promise<T>): Promise<T> {
  let seen: { value: T } | undefined;
  await transaction(admin, async (tx) => {
    seen = { value: await look(tx) };
    throw new RolledBack();
  }).catch((error: unknown) => {
    if (!(error instanceof RolledBack)) throw error;
  });
  return seen!.value;
}

/** Tenant contexts that give no right to the victim's rows. */
export function wrongContexts(victim: World, theirs: World): Context[] {
  const { userId } = theirs.people.owner;
  const { organizationId } = victim;
  return [
    {},
    { userId },
    { userId, organizationId: theirs.organizationId },
    { userId, organizationId },
    { userId: victim.former.userId, organizationId },
    { organizationId: theirs.organizationId },
    { userId: "x", organizationId },
    { userId: "-".repeat(36), organizationId },
    { userId, organizationId: "' OR true --" },
    { userId: `${victim.people.owner.userId} `, organizationId },
    { userId: `{${victim.people.owner.userId}`, organizationId },
  ];
}

/** What {@link reachableRows} tries on each table. */
const PROBES_A_TABLE = 8;

/** Every verb on every table in every wrong context, as the API's role. */
export async function tryTables({ admin, other }: Grounds, victim: World, tables: number): Promise<Tally> {
  const tally: Tally = { probes: 0, findings: [] };
  for (const context of wrongContexts(victim, other)) {
    const reached = await undone(admin, (tx) =>
      reachableRows(tx, victim.organizationId, other.organizationId, context),
    );
    tally.probes += tables * PROBES_A_TABLE;
    tally.findings.push(...reached.map((one) => `in the context ${JSON.stringify(context)}: ${one}`));
  }
  const context = { userId: other.people.owner.userId, organizationId: other.organizationId };
  const outcomes = await undone(admin, (tx) => reachableByPerson(tx, victim, other, context));
  for (const [what, right] of Object.entries(STRANGERS_OUTCOMES)) {
    tally.probes += 1;
    if (outcomes[what] !== right) tally.findings.push(`${what}: ${outcomes[what]}, not ${right}`);
  }
  return tally;
}

/** How a route's work ends when the rows aren't there for it. */
function isRefusal(error: unknown): boolean {
  return error instanceof DomainError || error instanceof HttpProblem || databaseFault(error) !== null;
}

/** Runs a route's work as if the API had forgotten to ask whether the caller belongs to the organization. */
async function withoutChecks(
  { appDb }: Pick<ApiDeps, "appDb">,
  route: Route,
  { victim, theirs, ids }: { victim: World; theirs: World; ids: Record<string, string> },
): Promise<unknown> {
  const { userId } = theirs.people.owner;
  const { organizationId } = victim;
  const caller = { kind: "user", userId, isStaff: false, sessionId: "", activeOrganizationId: organizationId };
  const actor = { kind: "user", userId, organizationId, role: "owner", permissions, isStaff: false };
  const fields = { organizationId, userId: victim.people.member.userId };
  const input = {
    params: ids,
    query: route.query.parse({}),
    body: route.body?.parse(bodyOf(route, fields)) ?? {},
    caller,
    versions: null,
    req: { ip: "127.0.0.1", get: () => undefined, headers: {}, params: ids, query: {} },
  };
  const request = { id: "probe", ipAddress: null };
  const reply = await withActor(appDb, { userId, organizationId }, (tx) =>
    route.handle({ ...input, ctx: { tx, actor, request } }),
  );
  return reply.body;
}

/**
 * The work of every route inside an organization, run for a stranger past all checks of the API: row-level security alone
 * must keep the victim's rows to itself.
 */
export async function tryWithoutChecks(
  grounds: Grounds & { deps: Pick<ApiDeps, "appDb"> },
  victim: World,
): Promise<Tally> {
  const tally: Tally = { probes: 0, findings: [] };
  const { admin, other: theirs, deps } = grounds;
  const before = await rowsOf(admin, victim.organizationId);
  for (const route of grounds.routes.filter(({ access }) => access === "organization")) {
    const ids = await idsOf(admin, route, victim.organizationId);
    const at = `${route.text.operationId} without the API's checks`;
    tally.probes += 1;
    try {
      const text = JSON.stringify(await withoutChecks(deps, route, { victim, theirs, ids })) ?? "";
      if (text.includes(victim.marker)) tally.findings.push(`${at}: tells what the row says`);
    } catch (error) {
      if (!isRefusal(error)) tally.findings.push(`${at}: breaks: ${String(error)}`);
    }
  }
  if ((await rowsOf(admin, victim.organizationId)) !== before)
    tally.findings.push("without the API's checks: rows of the victim were changed");
  return tally;
}
