import type { RequestOrigin } from "@callflex/domain/context";
import type { Request } from "express";
import { requestId } from "./request-id.ts";

/** Where a request came from, for the audit log. */
export function requestOrigin(req: Request): RequestOrigin {
  return { id: requestId(req), ipAddress: req.ip ?? null };
}
