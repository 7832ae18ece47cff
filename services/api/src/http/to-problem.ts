import { databaseFault, type DatabaseFault } from "@callflex/db/errors";
import { InvalidCursorError } from "@callflex/db/cursor";
import { DomainError } from "@callflex/domain/errors";
import { isAPIError } from "better-auth/api";
import { HttpProblem, type ProblemKind } from "./problem.ts";

const DOMAIN_KINDS: Record<DomainError["code"], ProblemKind> = {
  not_found: "not_found",
  forbidden: "forbidden",
  conflict: "conflict",
  invalid: "invalid",
  precondition_failed: "precondition_failed",
  limit_reached: "conflict",
};

function fromDatabase(fault: DatabaseFault, cause: unknown, from: "body" | "query"): HttpProblem | null {
  switch (fault.kind) {
    case "transient":
      return new HttpProblem("unavailable", "The database can't be reached for the moment. Try again shortly.", {
        headers: { "Retry-After": "2" },
        cause,
      });
    case "unique":
      return new HttpProblem("conflict", "Something with these values exists already.", { cause });
    case "missing_reference":
      return new HttpProblem("conflict", "Something that this refers to doesn't exist.", { cause });
    case "last_owner":
      return new HttpProblem("conflict", "An organization must keep at least one owner.", { cause });
    case "invalid_value":
      return new HttpProblem(
        from === "query" ? "invalid_request" : "invalid",
        "A value can't be used: it is out of range or contains a null character.",
        { cause },
      );
    case "not_found":
      return new HttpProblem("not_found", "What you want to change is gone.", { cause });
    case "forbidden":
      return null;
  }
}

/** A number of bytes in words, `100 kB`. */
function readable(bytes: unknown): string {
  if (typeof bytes !== "number") return "100 kB";
  return bytes < 1024 * 1024 ? `${Math.floor(bytes / 1024)} kB` : `${Math.floor(bytes / (1024 * 1024))} MB`;
}

/** Errors of body-parser by their `type`. */
function fromBodyParser(error: unknown): HttpProblem | null {
  switch ((error as { type?: unknown }).type) {
    case "entity.parse.failed":
      return new HttpProblem("invalid_json", "Send a JSON object in the body.");
    case "entity.too.large":
      return new HttpProblem(
        "too_large",
        `The body may have at most ${readable((error as { limit?: unknown }).limit)}.`,
      );
    case "encoding.unsupported":
    case "charset.unsupported":
      return new HttpProblem("unsupported_media_type", "Send JSON in UTF-8, plain or compressed with gzip.");
    case "request.size.invalid":
    case "request.aborted":
      return new HttpProblem("invalid_request", "The body ended before its announced length.");
    default:
      return null;
  }
}

const AUTH_KINDS: Record<number, ProblemKind> = {
  400: "invalid_request",
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  422: "invalid",
};

/** better-auth's refusals; its faults of the database come wrapped. */
function fromAuth(error: unknown): HttpProblem | null {
  if (!isAPIError(error)) return null;
  const fault = databaseFault(error.cause);
  if (fault) return fromDatabase(fault, error.cause, "body");
  const kind = AUTH_KINDS[error.statusCode];
  return kind ? new HttpProblem(kind, error.body?.message ?? "The request was refused.") : null;
}

/**
 * What a client is told about an error. Unknown errors become `internal` and say nothing of their cause, which stays in
 * the log.
 *
 * @param method of the request: what a GET gives to the database comes from its query
 */
export function toProblem(error: unknown, method = "POST"): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof DomainError) {
    return new HttpProblem(DOMAIN_KINDS[error.code], error.message, error.errors ? { errors: [...error.errors] } : {});
  }
  if (error instanceof InvalidCursorError) {
    return new HttpProblem("invalid_request", error.message, {
      errors: [{ pointer: "/cursor", message: error.message }],
    });
  }
  if (error instanceof URIError) return new HttpProblem("not_found", "There is nothing at this address.");
  const fault = databaseFault(error);
  const problem =
    (fault && fromDatabase(fault, error, method === "GET" || method === "HEAD" ? "query" : "body")) ??
    fromAuth(error) ??
    (error instanceof Error ? fromBodyParser(error) : null);
  return (
    problem ??
    new HttpProblem("internal", "We have been told. Try again, and mention the request id if it stays.", {
      cause: error,
    })
  );
}
