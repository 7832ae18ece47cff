import type { NextFunction, Request, Response } from "express";
import { HttpProblem } from "./problem.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses changes that another site's page makes in the name of a signed-in visitor: a request that carries cookies must
 * say that it comes from a page of ours, and one that names an origin must name one of ours.
 *
 * @param trustedOrigins origins without trailing slash
 */
export function originCheck(trustedOrigins: readonly string[]) {
  const trusted = new Set(trustedOrigins);
  return (req: Request, _res: Response, next: NextFunction): void => {
    const origin = req.get("origin");
    const must = req.get("cookie") !== undefined || origin !== undefined;
    if (SAFE.has(req.method) || !must || (origin !== undefined && trusted.has(origin))) return next();
    next(
      new HttpProblem(
        "origin_not_allowed",
        origin === undefined
          ? "Requests with cookies that change something need the header Origin."
          : "This origin is not on the list of those that may use the API.",
      ),
    );
  };
}
