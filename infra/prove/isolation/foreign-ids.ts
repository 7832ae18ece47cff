import { randomUUID } from "node:crypto";
import type { Pool } from "@callflex/db/pool";
import { transaction } from "@callflex/db/transaction";
import { tenantTables } from "../../../prisma/tools/isolation-checks.ts";
import type { Route } from "../../../services/api/src/http/route.ts";
import { STRANGERS, type Caller } from "./callers.ts";
import { addressOf, idsOf, parametersOf } from "./ids.ts";
import type { Grounds, Tally } from "./matrix.ts";
import { bodyOf, send } from "./probe.ts";
import type { World } from "./world.ts";

/** Spellings of an id under which a careless comparison might still find the row. */
const SPELLINGS: ((id: string) => string)[] = [
  (id) => id,
  (id) => id.toUpperCase(),
  (id) => `${id}%20`,
  (id) => `%7B${id}%7D`,
  (id) => id.replaceAll("-", ""),
  (id) => `${id}'%20OR%20true--`,
  (id) => `urn%3Auuid%3A${id}`,
];

/** Every id that stands in an organization's rows, whatever it is the id of. */
async function allIds(admin: Pool, organizationId: string): Promise<string[]> {
  const ids = new Set<string>();
  for (const { table, column } of await transaction(admin, tenantTables)) {
    const { rows } = await admin.query<Record<string, unknown>>(
      `SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${column} = $1`,
      [organizationId],
    );
    for (const match of JSON.stringify(rows).matchAll(/"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"/g))
      ids.add(match[1]!);
  }
  return [...ids];
}

/** What all rows of an organization say; anything that changes one changes it. */
export async function rowsOf(admin: Pool, organizationId: string): Promise<string> {
  const sums: string[] = [];
  for (const { table, column } of await transaction(admin, tenantTables)) {
    const { rows } = await admin.query<{ sum: string }>(
      `SELECT ${`'${table}'`} || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum FROM ${table} t WHERE ${column} = $1`,
      [organizationId],
    );
    sums.push(rows[0]!.sum);
  }
  return sums.join();
}

/**
 * Addresses in which one parameter at a time, or all of them, are the victim's, the others the stranger's own. What is the same
 * for both, as the name of a template, is nobody's.
 */
function aimed(route: Route, own: Record<string, string>, foreign: Record<string, string>): Record<string, string>[] {
  const names = parametersOf(route)
    .map(({ name }) => name)
    .filter((name) => own[name] !== foreign[name]);
  const one = names.map((name) => ({ ...own, [name]: foreign[name]! }));
  return names.length > 1 ? [...one, foreign] : one;
}

/** What is wrong with the answer to somebody who named another tenant's row: it must not differ from that to no row. */
function leaked(answer: { status: number; body: unknown }, victim: World, ids: string[], sent: string): string | null {
  const text = JSON.stringify(answer.body ?? "");
  if (text.includes(victim.marker)) return `answers ${answer.status} with what the row says`;
  const told = ids.find((id) => text.includes(id) && !sent.includes(id));
  return told ? `answers ${answer.status} with the foreign id ${told}` : null;
}

/** One request that names something of the victim's. */
interface Aim {
  route: Route;
  caller: Caller;
  address: string;
  /** X-Organization-Id, if it is sent. */
  header?: string;
  /** Statuses that tell nothing. */
  refusals: readonly number[];
}

/** Whether a foreign row is told apart from one that doesn't exist. */
async function toldApart(
  { grounds, victim, theirs }: Range,
  aim: Aim,
  values: Record<string, string>,
  own: Record<string, string>,
): Promise<string | null> {
  const { route, caller } = aim;
  const nothing = Object.fromEntries(
    Object.entries(values).map(([name, id]) => [name, id === own[name] ? id : randomUUID()]),
  );
  const headers = caller.headers({ world: victim, other: theirs }, route);
  const told = async (address: string) => {
    const { status, body } = await send(grounds.url, { route, address, headers });
    const { title, detail } = (body ?? {}) as { title?: string; detail?: string };
    return JSON.stringify({ status, title, detail });
  };
  const [foreign, none] = [await told(aim.address), await told(addressOf(route, nothing))];
  return foreign === none
    ? null
    : `${route.text.operationId} as ${caller.name}: ${foreign} for a foreign row, ${none} for none`;
}

interface Range {
  grounds: Grounds;
  victim: World;
  theirs: World;
  victimIds: string[];
  tally: Tally;
}

async function shoot({ grounds, victim, theirs, victimIds, tally }: Range, aim: Aim): Promise<void> {
  const { route, caller, address, header, refusals } = aim;
  const fields = { organizationId: victim.organizationId, userId: victim.people.member.userId };
  const headers = {
    ...caller.headers({ world: victim, other: theirs }, route),
    ...(header ? { "x-organization-id": header } : {}),
  };
  const answer = await send(grounds.url, { route, address, headers, fields });
  tally.probes += 1;
  const at = `${route.text.operationId} at ${address}${header ? ` in ${header}` : ""} as ${caller.name}`;
  if (!refusals.includes(answer.status)) tally.findings.push(`${at}: answers ${answer.status}`);
  const leak = leaked(answer, victim, victimIds, `${address} ${header} ${JSON.stringify(fields)}`);
  if (leak) tally.findings.push(`${at}: ${leak}`);
}

const NOT_THERE = [404];
/** In their own organization they may lack the permission, which tells nothing of the victim. */
const NOT_THERE_OR_NOT_ALLOWED = [403, 404];
/** A body that names a foreign row may also contradict, or be no valid one for the caller. */
const ANY_REFUSAL = [400, 401, 403, 404, 409, 422, 429];

async function shootAtPath(
  range: Range,
  route: Route,
  caller: Caller,
  foreign: Record<string, string>,
  own: Record<string, string>,
) {
  for (const values of aimed(route, own, foreign)) {
    const inOwn = values["organizationId"] === own["organizationId"];
    const refusals = inOwn || caller.expected(route) === 403 ? NOT_THERE_OR_NOT_ALLOWED : NOT_THERE;
    const plain = { route, caller, address: addressOf(route, values), refusals };
    const told = await toldApart(range, plain, values, own);
    range.tally.probes += 2;
    if (told) range.tally.findings.push(told);
    for (const spell of SPELLINGS) {
      const spelled = Object.entries(values).map(([name, id]) => [name, id === own[name] ? id : spell(id)]);
      const address = addressOf(route, Object.fromEntries(spelled) as Record<string, string>);
      await shoot(range, { route, caller, address, refusals });
    }
  }
}

async function shootAtHeader(range: Range, route: Route, caller: Caller, foreign: Record<string, string>) {
  const { organizationId } = range.victim;
  for (const header of [organizationId, organizationId.toUpperCase(), `${organizationId}'`, randomUUID()]) {
    await shoot(range, { route, caller, address: addressOf(route, foreign), header, refusals: NOT_THERE });
  }
}

function namesRowsInBody(route: Route): boolean {
  return /"(organizationId|userId)"/.test(JSON.stringify(bodyOf(route) ?? null));
}

/**
 * Another tenant's people and keys name a world's rows: in each parameter of each address and in X-Organization-Id, in
 * every spelling, with each id that the world has.
 *
 * @param options.everyId tries every id of the victim in every parameter instead of those that fit
 */
export async function tryForeignIds(
  grounds: Grounds,
  { victim, everyId }: { victim: World; everyId: boolean },
): Promise<Tally> {
  const tally: Tally = { probes: 0, findings: [] };
  const { admin, other: theirs } = grounds;
  const callers = everyId ? STRANGERS : STRANGERS.filter(({ name }) => /owner|key/.test(name));
  const before = await rowsOf(admin, victim.organizationId);
  const victimIds = await allIds(admin, victim.organizationId);
  const range: Range = { grounds, victim, theirs, victimIds, tally };
  for (const route of grounds.routes.filter(({ access }) => access !== "public")) {
    const foreign = await idsOf(admin, route, victim.organizationId);
    const own = await idsOf(admin, route, theirs.organizationId);
    const last = parametersOf(route).at(-1)?.name;
    for (const caller of callers) {
      await shootAtPath(range, route, caller, foreign, own);
      if (route.access === "organization" && !("organizationId" in foreign))
        await shootAtHeader(range, route, caller, foreign);
      if (namesRowsInBody(route))
        await shoot(range, { route, caller, address: addressOf(route, own), refusals: ANY_REFUSAL });
      if (!everyId || !last) continue;
      for (const id of victimIds) {
        const address = addressOf(route, { ...own, [last]: id });
        await shoot(range, { route, caller, address, refusals: NOT_THERE_OR_NOT_ALLOWED });
      }
    }
  }
  if ((await rowsOf(admin, victim.organizationId)) !== before) tally.findings.push("rows of the victim were changed");
  return tally;
}
