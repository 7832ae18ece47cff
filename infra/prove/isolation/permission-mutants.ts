import type { OrganizationRole } from "@callflex/contracts/enums";
import { permissions, type Permission } from "@callflex/contracts/permissions";
import { rolePermissions } from "@callflex/domain/permissions/role-permissions";
import type { Route } from "../../../services/api/src/http/route.ts";
import { EVERYBODY, ROLES, type Caller } from "./callers.ts";
import { tryRoute, type Grounds } from "./matrix.ts";
import type { MutantTally } from "./policy-mutants.ts";

/** Whether anybody's use of any of the routes is answered otherwise than is right. */
async function noticed(grounds: Grounds, routes: readonly Route[], callers: readonly Caller[]): Promise<boolean> {
  for (const route of routes) {
    for (const caller of callers) if (await tryRoute(grounds, route, caller)) return true;
  }
  return false;
}

/** The table is one object of the process; a changed copy stands in it for as long as the probes run. */
async function withTable<T>(role: OrganizationRole, own: Permission[], work: () => Promise<T>): Promise<T> {
  const table = rolePermissions as Record<OrganizationRole, readonly Permission[]>;
  const right = table[role];
  table[role] = own;
  try {
    return await work();
  } finally {
    table[role] = right;
  }
}

/** Gives each role each permission that it lacks, and takes each that it has, one at a time. */
export async function tryTableMutants(grounds: Grounds): Promise<MutantTally & { unused: string[] }> {
  const tally = { mutants: 0, survivors: [] as string[], unused: [] as string[] };
  for (const permission of permissions) {
    const routes = grounds.routes.filter((route) => route.permission === permission);
    if (routes.length === 0) {
      tally.unused.push(permission);
      continue;
    }
    for (const caller of ROLES) {
      const role = caller.name as OrganizationRole;
      const has = rolePermissions[role].includes(permission);
      const own = has
        ? rolePermissions[role].filter((name) => name !== permission)
        : [...rolePermissions[role], permission];
      tally.mutants += 1;
      const killed = await withTable(role, own, () => noticed(grounds, routes, [caller]));
      if (!killed) tally.survivors.push(`${role} ${has ? "without" : "with"} ${permission}`);
    }
  }
  return tally;
}

/** Those who must be refused notice a missing check, so they go first. */
function refusedFirst(route: Route): Caller[] {
  const served = (caller: Caller) => (caller.expected(route) === "served" ? 1 : 0);
  return EVERYBODY.toSorted((a, b) => served(a) - served(b));
}

/**
 * Switches the checks of each route off, one at a time: the sign-in, then the permission.
 *
 * @returns survivors, and how many routes refuse without their own check of the permission: their work asks for it again
 */
export async function tryRouteMutants(grounds: Grounds): Promise<MutantTally & { askedTwice: number }> {
  const tally = { mutants: 0, survivors: [] as string[], askedTwice: 0 };
  for (const route of grounds.routes.filter(({ access }) => access !== "public")) {
    // Requests are made and judged by the route as it should be, while the mounted one lacks a check.
    const right = { ...route };
    const noticedWithout = async (change: Partial<Route>) => {
      Object.assign(route, change);
      return noticed(grounds, [right], refusedFirst(right)).finally(() => Object.assign(route, right));
    };
    tally.mutants += 1;
    if (!(await noticedWithout({ access: "public" })))
      tally.survivors.push(`${route.text.operationId} open to everybody`);
    if (!route.permission) continue;
    tally.mutants += 1;
    if (!(await noticedWithout({ permission: null }))) tally.askedTwice += 1;
  }
  return tally;
}
