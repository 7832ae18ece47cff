import { randomUUID } from "node:crypto";
import { permissionLabels } from "@callflex/contracts/permissions";
import { deriveExample } from "../../../services/api/src/docs/derive-example.ts";
import { schemaOf } from "../../../services/api/src/docs/json-schemas.ts";
import type { Route } from "../../../services/api/src/http/route.ts";
import { readAnswer, type Answer } from "../../../services/api/test/answer-drift.ts";
import type { Expected } from "./callers.ts";

/** One request of a run. */
export interface Probe {
  route: Route;
  /** Below /api/v1, with its parameters filled in. */
  address: string;
  headers: Record<string, string>;
  /** Values that stand in place of the example's in fields of these names. */
  fields?: Record<string, string>;
  method?: string;
}

/** Probes that are let in by address must not exhaust one address's quota. */
export function someAddress(): string {
  const part = () => 1 + Math.floor(Math.random() * 254);
  return `100.64.${part()}.${part()}, 100.${64 + Math.floor(Math.random() * 60)}.${part()}.${part()}`;
}

/** The example of the route's body, with other values in some fields. */
export function bodyOf(route: Route, fields: Record<string, string> = {}): unknown {
  if (!route.body) return undefined;
  const example = deriveExample(schemaOf(route.body, "input"));
  if (typeof example !== "object" || example === null) return example;
  return Object.fromEntries(Object.entries(example).map(([name, value]) => [name, fields[name] ?? value]));
}

/** Sends a request. */
export async function send(url: string, { route, address, headers, fields, method }: Probe): Promise<Answer> {
  const body = bodyOf(route, fields);
  const verb = method ?? route.text.method.toUpperCase();
  const response = await fetch(`${url}/api/v1${address}`, {
    method: verb,
    redirect: "manual",
    headers: {
      "x-forwarded-for": someAddress(),
      ...(route.idempotent ? { "idempotency-key": randomUUID() } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return readAnswer(response);
}

/** Whether an answer refuses for want of the route's permission, and not for a rule of the work itself. */
function lacksPermission(route: Route, { status, body }: Answer): boolean {
  const { detail } = (body ?? {}) as { detail?: string };
  return status === 403 && route.permission !== null && !!detail?.includes(permissionLabels[route.permission]);
}

/**
 * What is wrong with an answer for who asked.
 *
 * @returns null when it is as expected
 */
export function misjudged(route: Route, expected: Expected, answer: Answer): string | null {
  const { status } = answer;
  const own = (route.text.problems ?? []) as number[];
  if (status >= 500 && !own.includes(status)) return `answers ${status}`;
  if (expected === 403 && route.permission !== null) {
    return lacksPermission(route, answer) ? null : `answers ${status}, not 403 for want of ${route.permission}`;
  }
  if (expected !== "served") return status === expected ? null : `answers ${status}, not ${expected}`;
  if (lacksPermission(route, answer)) return `refuses ${route.permission}`;
  if (status === 401 && !own.includes(401)) return "answers 401 to somebody signed in";
  return null;
}
