import type { RequestHandler } from "express";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Serves the public address alone: a foreign or malformed Host would make pages with wrong addresses.
 *
 * On this machine people type localhost as well as 127.0.0.1; cookies and the origin check know one of them, so a page
 * asked for under the other name is redirected to the public address.
 *
 * @param publicUrl address of the dashboard
 * @returns answers 400 to a foreign host
 */
export function ownHost(publicUrl: string): RequestHandler {
  const own = new URL(publicUrl);
  return (req, res, next) => {
    const host = req.get("host")?.toLowerCase() ?? "";
    if (host === own.host) return next();
    if (req.method === "GET" && isTwin(host, own)) return res.redirect(302, `${own.origin}${req.originalUrl}`);
    res.status(400).type("text/plain").send(`This server answers to ${own.origin} only.`);
  };
}

/** Whether both are this machine, on the same port. */
function isTwin(host: string, own: URL): boolean {
  const [, name = "", portNumber = ""] = /^(\[::1\]|[a-z0-9.-]+)(?::(\d{1,5}))?$/.exec(host) ?? [];
  return LOOPBACK.has(name) && LOOPBACK.has(own.hostname) && portNumber === own.port;
}
