import { withActor, type PrismaClient } from "@callflex/db/prisma";
import type { VerbContext } from "@callflex/domain/context";
import { findMembership } from "@callflex/domain/organizations/find-membership";
import type { Request } from "express";
import { z } from "zod";
import type { Caller } from "../auth/authenticate.ts";
import { HttpProblem } from "./problem.ts";
import { requestId } from "./request-id.ts";

/** The organization that the request names, else the session's. */
function organizationOf(req: Request, caller: Caller): string {
  const named = req.get("x-organization-id");
  if (named !== undefined) {
    if (z.uuid().safeParse(named).success) return named.toLowerCase();
    throw new HttpProblem("not_found", "There is no such organization, or you don't belong to it.");
  }
  if (caller.activeOrganizationId) return caller.activeOrganizationId;
  throw new HttpProblem(
    "invalid_request",
    "Say which organization this is about: send X-Organization-Id, or choose one with POST /auth/active-organization.",
  );
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
  return withActor(appDb, { userId: caller.userId, organizationId }, async (tx) => {
    const role = await findMembership(tx, { userId: caller.userId, organizationId });
    return work({
      tx,
      actor: { userId: caller.userId, organizationId, role, isStaff: caller.isStaff },
      request: { id: requestId(req), ipAddress: req.ip ?? null },
    });
  });
}
