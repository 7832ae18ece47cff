import type { OrganizationRole } from "@callflex/contracts/enums";
import { apiKeyScopes, type Permission } from "@callflex/contracts/permissions";
import { rolePermissions } from "@callflex/domain/permissions/role-permissions";
import { WEB_ORIGIN } from "../../../services/api/test/serve-api.ts";
import type { Route } from "../../../services/api/src/http/route.ts";
import type { Person, World } from "./world.ts";

/** What an answer must be: a refusal by its status, or no refusal. */
export type Expected = 401 | 403 | 404 | "served";

/** The world whose things are asked for, and one whose people have no business in it. */
export interface Worlds {
  world: World;
  other: World;
}

/** Somebody who asks. */
export interface Caller {
  name: string;
  /** Headers by which they say who they are, to a route about things of `worlds.world`. */
  headers(worlds: Worlds, route: Route): Record<string, string>;
  expected(route: Route): Expected;
}

/** The table as it was before anybody changed it: what is right is decided by it, not by a changed copy. */
const RIGHT_TABLE = structuredClone(rolePermissions);

function asPerson({ cookie }: Person): Record<string, string> {
  return { cookie, origin: WEB_ORIGIN };
}

function asKey(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}` };
}

function scopeOf(route: Route): Permission | undefined {
  return apiKeyScopes.find((scope) => scope === route.permission);
}

function whenGuarded(expected: (route: Route) => Expected): Caller["expected"] {
  return (route) => (route.access === "public" ? "served" : expected(route));
}

function byRole(role: OrganizationRole): Caller {
  return {
    name: role,
    headers: ({ world }) => asPerson(world.people[role]),
    expected: whenGuarded(({ permission }) =>
      permission === null || RIGHT_TABLE[role].includes(permission) ? "served" : 403,
    ),
  };
}

/** Everybody who may ask about a world's own things. */
export const ROLES = (["owner", "admin", "member", "viewer"] as const).map(byRole);

export const OTHERS: Caller[] = [
  {
    name: "a key with the scope alone",
    headers: ({ world: { keys } }, route) => asKey(keys.with[scopeOf(route) ?? ""] ?? keys.all),
    expected: whenGuarded((route) => (scopeOf(route) ? "served" : 403)),
  },
  {
    name: "a key with every other scope",
    headers: ({ world: { keys } }, route) => asKey(keys.without[scopeOf(route) ?? ""] ?? keys.all),
    expected: whenGuarded(() => 403),
  },
  { name: "nobody", headers: () => ({}), expected: whenGuarded(() => 401) },
  {
    name: "a revoked key",
    headers: ({ world: { keys } }) => asKey(keys.revoked),
    expected: whenGuarded(() => 401),
  },
  { name: "an expired key", headers: ({ world: { keys } }) => asKey(keys.expired), expected: whenGuarded(() => 401) },
  {
    name: "an expired session",
    headers: ({ world }) => asPerson(world.expired),
    expected: whenGuarded(() => 401),
  },
  {
    name: "a former member",
    headers: ({ world }) => asPerson(world.former),
    expected: whenGuarded(({ access }) => (access === "user" ? "served" : 404)),
  },
];

const strangersExpect = whenGuarded(({ access }) => (access === "user" ? "served" : 404));

/** Those who belong to another world and name this one. */
export const STRANGERS: Caller[] = [
  ...(["owner", "admin", "member", "viewer"] as const).map((role) => ({
    name: `another tenant's ${role}`,
    headers: ({ other }: Worlds) => asPerson(other.people[role]),
    expected: strangersExpect,
  })),
  {
    name: "another tenant's key",
    headers: ({ other }) => asKey(other.keys.all),
    expected: whenGuarded(({ access }) => (access === "user" ? 403 : 404)),
  },
];

/** Who is asked for each route: people of each role, keys, nobody, and those of another tenant. */
export const EVERYBODY: readonly Caller[] = [...ROLES, ...OTHERS, ...STRANGERS];
