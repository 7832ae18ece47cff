import { withActor, type PrismaClient } from "@callflex/db/prisma";
import type { Actor, VerbContext } from "@callflex/domain/context";
import type { PrismaTx } from "@callflex/db/prisma";
import { DomainError } from "@callflex/domain/errors";
import { findMembership } from "@callflex/domain/organizations/find-membership";
import { rolePermissions } from "@callflex/domain/permissions/role-permissions";
import type { Request } from "express";
import { z } from "zod";
import type { Caller } from "../auth/authenticate.ts";
import { HttpProblem } from "./problem.ts";
import { requestId } from "./request-id.ts";

const NOT_FOUND = "There is no such organization, or you don't belong to it.";

/** The organization of a path below /organizations/{organizationId}, else of the header, else the session's. */
function organizationOf(req: Request, caller: Caller): string {
  const path = req.params["organizationId"];
  const header = req.get("x-organization-id");
  const named = (typeof path === "string" ? path : header)?.toLowerCase();
  if (named !== undefined && !z.uuid().safeParse(named).success) throw new HttpProblem("not_found", NOT_FOUND);
  if (path !== undefined && header !== undefined && header.toLowerCase() !== named) {
    throw new HttpProblem("invalid_request", "X-Organization-Id and the address name different organizations.");
  }
  if (caller.kind === "api_key") {
    if (named !== undefined && named !== caller.organizationId) throw new DomainError("not_found", NOT_FOUND);
    return caller.organizationId;
  }
  const organizationId = named ?? caller.activeOrganizationId;
  if (organizationId) return organizationId;
  throw new HttpProblem(
    "invalid_request",
    "Say which organization this is about: send X-Organization-Id, or choose one with POST /auth/active-organization.",
  );
}

async function actorOf(tx: PrismaTx, caller: Caller, organizationId: string): Promise<Actor> {
  if (caller.kind === "api_key") {
    const { apiKeyId, scopes } = caller;
    return { kind: "api_key", apiKeyId, organizationId, permissions: scopes, isStaff: false };
  }
  const { userId, isStaff } = caller;
  const role = await findMembership(tx, { userId, organizationId });
  return { kind: "user", userId, organizationId, role, permissions: rolePermissions[role], isStaff };
}

/**
 * Runs `work` in one transaction that sees the request's organization alone, as far as the caller belongs to it.
 *
 * @throws {HttpProblem} 400 when no organization is named; {DomainError} `not_found` for a foreign one
 */
export async function inOrganization<T>(
  { appDb }: { appDb: PrismaClient },
  { req, caller }: { req: Request; caller: Caller },
  work: (ctx: VerbContext) => Promise<T>,
): Promise<T> {
  const organizationId = organizationOf(req, caller);
  const dbActor = caller.kind === "user" ? { userId: caller.userId, organizationId } : { organizationId };
  return withActor(appDb, dbActor, async (tx) =>
    work({
      tx,
      actor: await actorOf(tx, caller, organizationId),
      request: { id: requestId(req), ipAddress: req.ip ?? null },
    }),
  );
}
