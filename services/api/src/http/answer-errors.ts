import type { Logger } from "@callflex/platform/logger";
import type { NextFunction, Request, Response } from "express";
import { HttpProblem, problemBody } from "./problem.ts";
import { requestId } from "./request-id.ts";
import { toProblem } from "./to-problem.ts";

/** Answers errors as problem details; those of ours are logged with their cause. */
export function answerErrors(logger: Logger) {
  // Express tells error handlers by their four parameters.
  return (error: unknown, req: Request, res: Response, _next: NextFunction): void => {
    const problem = toProblem(error, req.method);
    if (problem.status >= 500) {
      logger.error({ err: problem.cause ?? error, requestId: requestId(req) }, problem.message);
    }
    if (res.headersSent) {
      res.destroy();
      return;
    }
    res.status(problem.status).set(problem.headers);
    if (problem.status === 401) res.set("WWW-Authenticate", 'Bearer realm="CallFlex"');
    // What was set for the answer that failed doesn't hold for this one.
    res.removeHeader("ETag");
    res.set("Cache-Control", "no-store");
    res.type("application/problem+json");
    res.send(JSON.stringify(problemBody(problem, { id: requestId(req), path: req.originalUrl.split("?")[0]! })));
  };
}

/** Answers whatever nobody else answered. */
export function answerUnknownRoute(_req: Request, _res: Response, next: NextFunction): void {
  next(new HttpProblem("not_found", "There is nothing at this address. The API is described at /api/docs."));
}
