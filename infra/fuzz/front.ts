import type { Pool } from "@callflex/db/pool";
import type { NextFunction, Request, RequestHandler, Response } from "express";
import type { Route } from "../../services/api/src/http/route.ts";
import { routeOf } from "../../services/api/test/answer-drift.ts";
import { idsOf, parametersOf } from "../prove/isolation/ids.ts";
import { someAddress } from "../prove/isolation/probe.ts";
import { makePerson, type World } from "../prove/isolation/world.ts";
import { signedToken } from "../prove/setup/session-cookie.ts";
import { AUTH_SECRET } from "../../services/api/test/serve-api.ts";

/** As whom the fuzzer's requests are sent. */
export type Guise = "owner" | "key";

/** A live stream never ends; the fuzzer sees its beginning. */
const STREAM_MS = 50;

/** Every second id that the fuzzer thinks of is taken for one of a row that exists, so that it gets past 404. */
function isLucky(id: string): boolean {
  return /^[0-7][0-9a-f]{7}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

/** The address with ids of rows that exist in place of lucky ones. */
async function withTrueIds(admin: Pool, route: Route, world: World, url: string): Promise<string> {
  const [path, query] = url.split("?") as [string, string | undefined];
  const parts = path.split("/");
  const named = `/api/v1${route.text.path}`.split("/");
  const ids = await idsOf(admin, route, world.organizationId).catch(() => ({}) as Record<string, string>);
  for (const { name } of parametersOf(route)) {
    const at = named.indexOf(`{${name}}`);
    const id = ids[name];
    if (id && isLucky(parts[at] ?? "")) parts[at] = id;
  }
  return [parts.join("/"), ...(query === undefined ? [] : [query])].join("?");
}

/** Ends a stream once it has begun. */
function endSoon(res: Response): void {
  const timer = setInterval(() => {
    if (!res.headersSent) return;
    clearInterval(timer);
    res.end();
  }, STREAM_MS);
  res.once("close", () => clearInterval(timer));
}

/** Whose session a request uses: what may end a session or an account gets one that nobody else needs. */
async function tokenFor(admin: Pool, route: Route | undefined, world: World): Promise<string> {
  const own = route && route.access !== "organization" && route.text.method !== "get";
  const { token } = own ? await makePerson(admin, world) : world.people.owner;
  return signedToken(token, AUTH_SECRET);
}

/**
 * Stands before the API and signs the fuzzer's requests in: each has the credentials of its guise and an address of its
 * own.
 */
export function frontOf(options: {
  admin: Pool;
  world: World;
  guise: Guise;
  routes: () => readonly Route[];
}): RequestHandler {
  const { admin, world, guise, routes } = options;
  async function dress(req: Request, res: Response): Promise<void> {
    const route = routeOf(routes(), req.method, req.url.replace(/^\/api\/v1/, ""));
    if (route) req.url = await withTrueIds(admin, route, world, req.url);
    const token = guise === "key" ? world.keys.all : await tokenFor(admin, route, world);
    delete req.headers.cookie;
    delete req.headers.origin;
    req.headers.authorization = `Bearer ${token}`;
    req.headers["x-forwarded-for"] = someAddress();
    const organization = req.headers["x-organization-id"];
    if (typeof organization === "string" && isLucky(organization)) delete req.headers["x-organization-id"];
    if (route?.text.success.media === "text/event-stream") endSoon(res);
  }
  return (req: Request, res: Response, next: NextFunction) => void dress(req, res).then(() => next(), next);
}
