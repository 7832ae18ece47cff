import { fromNodeHeaders } from "better-auth/node";
import type { Request } from "express";
import { requestId } from "../http/request-id.ts";

/** Headers in which better-auth reads the client's address, and we the request's id; set by us alone. */
export const CLIENT_ADDRESS_HEADER = "x-callflex-client-address";
export const REQUEST_ID_HEADER = "x-callflex-request-id";

/** The request's headers for better-auth, with the address that Express worked out from the trusted proxies. */
export function authHeaders(req: Request): Headers {
  const headers = fromNodeHeaders(req.headers);
  headers.set(CLIENT_ADDRESS_HEADER, req.ip ?? "");
  headers.set(REQUEST_ID_HEADER, requestId(req));
  return headers;
}
