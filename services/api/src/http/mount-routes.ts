import type { PrismaClient } from "@callflex/db/prisma";
import { requirePermission } from "@callflex/domain/permissions/require-permission";
import { Router, type Request, type Response } from "express";
import type { RateLimiterMemory } from "rate-limiter-flexible";
import { callerId, type Authenticate, type Caller } from "../auth/authenticate.ts";
import { versionsOf } from "./entity-tags.ts";
import { inOrganization } from "./in-organization.ts";
import { oncePerKey } from "./once-per-key.ts";
import { parseInput } from "./parse-input.ts";
import { HttpProblem } from "./problem.ts";
import { limitRequest } from "./rate-limits.ts";
import { readJsonBody } from "./read-json-body.ts";
import type { Reply, Route } from "./route.ts";

/** What requests are carried out with. */
export interface RouteDeps {
  appDb: PrismaClient;
  authenticate: Authenticate;
  /** One for signed-in users, one for addresses that are not signed in. */
  limits: { user: RateLimiterMemory; address: RateLimiterMemory };
  /** Called after each committed change. */
  tellOfChange(): void;
}

function send(res: Response, route: Route, reply: Reply<unknown>): void {
  for (const [name, value] of Object.entries(reply.headers ?? {})) {
    if (Array.isArray(value)) for (const one of value) res.append(name, one);
    else res.set(name, value);
  }
  res.status(route.text.success.status);
  if (route.text.success.schema) res.json(reply.body);
  else res.end();
}

async function carryOut(
  deps: RouteDeps,
  route: Route,
  { req, res, caller }: { req: Request; res: Response; caller: Caller | null },
): Promise<Reply<unknown>> {
  const input = { ...parseInput(route, req), req, caller };
  if (route.access !== "organization" || !caller) return route.handle(input);
  const versions = route.versioned ? versionsOf(req.get("if-match")) : null;
  const reply = await inOrganization(deps, { req, caller }, async (ctx) => {
    res.locals["organizationId"] = ctx.actor.organizationId;
    if (route.permission) requirePermission(ctx.actor, route.permission);
    const work = () => route.handle({ ...input, ctx, versions });
    if (!route.idempotent) return work();
    return oncePerKey(
      ctx.tx,
      { req, organizationId: ctx.actor.organizationId, callerId: callerId(caller), body: input.body },
      work,
    );
  });
  if (route.text.method !== "get") deps.tellOfChange();
  return reply;
}

/** The way of every request: who, how often, the body, its shape, the work, the answer. Cheap refusals come first. */
async function serve(deps: RouteDeps, route: Route, req: Request, res: Response): Promise<void> {
  res.set("Cache-Control", "no-store");
  let caller: Caller | null = null;
  if (route.access !== "public") {
    caller = await deps.authenticate(req, res);
    if (caller?.kind === "user") res.locals["userId"] = caller.userId;
    else if (caller) res.locals["apiKeyId"] = caller.apiKeyId;
  }
  if (caller) await limitRequest(deps.limits.user, callerId(caller), res);
  else await limitRequest(deps.limits.address, req.ip ?? "unknown", res);
  if (route.access !== "public" && !caller) {
    throw new HttpProblem("unauthenticated", "Sign in, or send a session token or an API key as Bearer.");
  }
  if (route.access === "user" && caller?.kind === "api_key") {
    throw new HttpProblem("forbidden", "An API key acts for an organization; this is about a person's account.");
  }
  if (route.body) await readJsonBody(req, res, route.text.bodyLimit);
  const reply = await carryOut(deps, route, { req, res, caller });
  if (route.stream && caller) await route.stream(reply.body, { req, res, caller });
  else send(res, route, route.remote ? await route.remote(reply.body) : reply);
}

/** Puts the routes on a router, and 405 with Allow on what they leave of their paths. */
export function mountRoutes(deps: RouteDeps, routes: readonly Route[]): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const byPath = new Map<string, Route[]>();
  for (const route of routes) byPath.set(route.text.path, [...(byPath.get(route.text.path) ?? []), route]);
  for (const [path, ofPath] of byPath) {
    const place = router.route(path.replace(/\{(\w+)\}/g, ":$1"));
    for (const route of ofPath) place[route.text.method]((req: Request, res: Response) => serve(deps, route, req, res));
    const methods = ofPath.map((route) => route.text.method.toUpperCase());
    const allow = [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
    place.all((req: Request, res: Response) => {
      if (req.method === "OPTIONS") return void res.set("Allow", allow).status(204).end();
      throw new HttpProblem("method_not_allowed", `Use ${allow} here.`, { headers: { Allow: allow } });
    });
  }
  return router;
}
