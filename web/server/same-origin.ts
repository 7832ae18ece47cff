import type { RequestHandler } from "express";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses changes that another site's page sends with our cookies (CSRF). Remix checks this for pages only, not for
 * resource routes or the API behind us.
 *
 * @param publicUrl address of the dashboard, the only origin that may change something
 * @returns answers 403 unless Origin is ours or, where a browser leaves it out, Sec-Fetch-Site says same-origin
 */
export function sameOrigin(publicUrl: string): RequestHandler {
  const own = new URL(publicUrl).origin;
  return (req, res, next) => {
    if (SAFE.has(req.method)) return next();
    const origin = req.get("origin");
    const ours = origin === undefined ? req.get("sec-fetch-site") === "same-origin" : origin === own;
    if (ours) return next();
    res.status(403).type("text/plain").send(`Changes are accepted from ${own} only.`);
  };
}
