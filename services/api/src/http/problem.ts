import type { Problem } from "@callflex/contracts/common";

/** Kinds of problem, each with its status and title; `type` of the answer is `urn:callflex:problem:<kind>`. */
export const problemKinds = {
  invalid_json: { status: 400, title: "The body is not valid JSON" },
  invalid_request: { status: 400, title: "The request is not valid" },
  unauthenticated: { status: 401, title: "Sign in first" },
  forbidden: { status: 403, title: "Not allowed" },
  origin_not_allowed: { status: 403, title: "The request comes from a page that may not use this API" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "This address doesn't take that method" },
  conflict: { status: 409, title: "Conflict" },
  precondition_failed: { status: 412, title: "Changed meanwhile" },
  too_large: { status: 413, title: "The body is too large" },
  unsupported_media_type: { status: 415, title: "The body must be JSON" },
  range_not_satisfiable: { status: 416, title: "There is no such part" },
  invalid: { status: 422, title: "Some fields are not valid" },
  rate_limited: { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Something went wrong on our side" },
  provider_failed: { status: 502, title: "A provider didn't answer as it should" },
  unavailable: { status: 503, title: "Unavailable for the moment" },
} as const;
export type ProblemKind = keyof typeof problemKinds;
export type ProblemStatus = (typeof problemKinds)[ProblemKind]["status"];

/** A field of the request that is wrong: JSON Pointer into body or query (`/email`), and what it must be. */
export type FieldError = NonNullable<Problem["errors"]>[number];

/** Ends a request with problem details (RFC 9457). */
export class HttpProblem extends Error {
  override name = "HttpProblem";
  readonly kind: ProblemKind;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly errors: FieldError[] | undefined;

  /** @param detail what happened and what to do, in the reader's words */
  constructor(
    kind: ProblemKind,
    detail: string,
    options: { headers?: Record<string, string>; errors?: FieldError[]; cause?: unknown } = {},
  ) {
    super(detail, { cause: options.cause });
    this.kind = kind;
    this.status = problemKinds[kind].status;
    this.headers = options.headers ?? {};
    this.errors = options.errors;
  }
}

/** The body of the answer to a problem. */
export function problemBody(problem: HttpProblem, request: { id: string; path: string }): Problem {
  return {
    type: `urn:callflex:problem:${problem.kind}`,
    title: problemKinds[problem.kind].title,
    status: problem.status,
    detail: problem.message,
    instance: request.path,
    requestId: request.id,
    ...(problem.errors ? { errors: problem.errors } : {}),
  };
}
