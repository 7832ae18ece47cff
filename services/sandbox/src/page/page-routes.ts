import { fileURLToPath } from "node:url";
import express, { Router } from "express";

const PUBLIC = fileURLToPath(new URL("./public", import.meta.url));

/** The sandbox's page: static files. */
export function pageRoutes(): Router {
  const router = Router();
  router.use((_req, res, next) => {
    res.set({
      "content-security-policy":
        "default-src 'self'; img-src 'self' data:; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    next();
  });
  router.use(express.static(PUBLIC, { etag: true, maxAge: 0 }));
  return router;
}
