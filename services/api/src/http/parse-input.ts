import type { Request } from "express";
import type { z } from "zod";
import { HttpProblem, type FieldError } from "./problem.ts";
import type { Route } from "./route.ts";

function pointerOf(path: PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Issues as field errors; each unknown field has its own. */
function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue): FieldError[] => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ pointer: pointerOf([...issue.path, key]), message: "is not known here" }));
    }
    return [{ pointer: pointerOf(issue.path), message: issue.message }];
  });
}

function listed(errors: FieldError[]): string {
  return errors
    .slice(0, 5)
    .map(({ pointer, message }) => `${pointer || "/"}: ${message}`)
    .join("; ");
}

/**
 * Reads what a route takes from the request, by the route's own schemas.
 *
 * @throws {HttpProblem} 404 for a malformed id in the path, 400 for the query, 422 for the body
 */
export function parseInput(route: Route, req: Request): { params: unknown; query: unknown; body: unknown } {
  const params = route.params.safeParse(req.params);
  if (!params.success) throw new HttpProblem("not_found", "There is nothing at this address.");
  const query = route.query.safeParse(req.query);
  if (!query.success) {
    const errors = fieldErrors(query.error);
    throw new HttpProblem("invalid_request", `Check the query: ${listed(errors)}`, { errors });
  }
  if (!route.body) return { params: params.data, query: query.data, body: {} };
  const body = route.body.safeParse(req.body);
  if (!body.success) {
    const errors = fieldErrors(body.error);
    throw new HttpProblem("invalid", `Check the fields: ${listed(errors)}`, { errors });
  }
  return { params: params.data, query: query.data, body: body.data };
}
