import { fromNodeHeaders } from "better-auth/node";
import type { Request } from "express";

/** Header in which better-auth reads the client's address; set by us alone. */
export const CLIENT_ADDRESS_HEADER = "x-callflex-client-address";

/** The request's headers for better-auth, with the address that Express worked out from the trusted proxies. */
export function authHeaders(req: Request): Headers {
  const headers = fromNodeHeaders(req.headers);
  headers.set(CLIENT_ADDRESS_HEADER, req.ip ?? "");
  return headers;
}
