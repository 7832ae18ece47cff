import type { Problem } from "@callflex/contracts/common";
import { problemKinds, type ProblemKind, type ProblemStatus } from "../http/problem.ts";
import type { Route } from "../http/route.ts";
import { headersOfProblem } from "./headers.ts";
import type { JsonSchema } from "./json-schemas.ts";

/** What each status says in general, and the kind and words of its example. */
const PROBLEMS: Record<ProblemStatus, { text: string; kind: ProblemKind; detail: string }> = {
  400: {
    text: "The query, a header or the JSON itself is not valid",
    kind: "invalid_request",
    detail: "Idempotency-Key must be 1 to 255 printable characters without spaces.",
  },
  401: {
    text: "Not signed in, or wrong credentials",
    kind: "unauthenticated",
    detail: "Sign in, or send a session token or an API key as Bearer.",
  },
  403: {
    text: "The role or the API key's scopes don't include this, or the page's origin is not allowed",
    kind: "forbidden",
    detail: "Your role (viewer) doesn't include: Work off inbox items. Ask an owner or admin of the organization.",
  },
  404: {
    text: "There is no such thing, or it belongs to another organization",
    kind: "not_found",
    detail: "There is no such organization, or you don't belong to it.",
  },
  405: { text: "This address doesn't take that method", kind: "method_not_allowed", detail: "Use GET here." },
  409: {
    text: "It contradicts what is there already",
    kind: "conflict",
    detail: "This Idempotency-Key was used for another request. Use a new one.",
  },
  412: {
    text: "Somebody changed it since; load it again",
    kind: "precondition_failed",
    detail: "It was changed meanwhile. Load it again, then change it.",
  },
  413: { text: "The body is too large", kind: "too_large", detail: "The body may have at most 100 kB." },
  415: {
    text: "The body is not JSON",
    kind: "unsupported_media_type",
    detail: "Send the body as JSON with Content-Type: application/json.",
  },
  416: {
    text: "There is no such part",
    kind: "range_not_satisfiable",
    detail: "The recording has no such part.",
  },
  422: {
    text: "Fields of the body are not valid; `errors` names them",
    kind: "invalid",
    detail: "Check the fields: /colour: is not known here",
  },
  429: {
    text: "Too many requests; Retry-After says how long to wait",
    kind: "rate_limited",
    detail: "Too many requests. Try again in 12 s.",
  },
  500: {
    text: "A fault of ours",
    kind: "internal",
    detail: "We have been told. Try again, and mention the request id if it stays.",
  },
  502: {
    text: "A provider didn't answer as it should",
    kind: "provider_failed",
    detail: "The provider of the recording didn't answer. Try again shortly.",
  },
  503: {
    text: "Unavailable for the moment; Retry-After says when to try again",
    kind: "unavailable",
    detail: "The database can't be reached for the moment. Try again shortly.",
  },
};

/** Statuses of problems that a route can answer with: those that its kind brings with it, and its own. */
export function problemStatuses(route: Route): ProblemStatus[] {
  const { access, text } = route;
  const has = (condition: boolean, ...statuses: ProblemStatus[]) => (condition ? statuses : []);
  const statuses = new Set([
    ...has(true, 400, 429, 500, 503),
    ...has(access !== "public", 401, 403),
    ...has(access === "organization" || text.path.includes("{"), 404),
    ...has(text.method !== "get", 403),
    ...has(route.idempotent, 409),
    ...has(route.versioned, 412),
    ...has(route.body !== null, 413, 415, 422),
    ...(text.problems ?? []),
  ]);
  return [...statuses].toSorted((a, b) => a - b);
}

function exampleProblem(status: ProblemStatus): Problem {
  const { kind, detail } = PROBLEMS[status];
  return {
    type: `urn:callflex:problem:${kind}`,
    title: problemKinds[kind].title,
    status,
    detail,
    instance: "/api/v1/inbox/0197b2f0-5c3e-7a41-9b1d-3f6a2c8e4d10",
    requestId: "4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60",
    ...(status === 422 ? { errors: [{ pointer: "/colour", message: "is not known here" }] } : {}),
  };
}

function nameOf(status: ProblemStatus): string {
  return `Problem${status}`;
}

/** The error answer of each status, with an example: the same for all operations. */
export const problemComponents: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
  (Object.keys(PROBLEMS).map(Number) as ProblemStatus[]).map((status) => [
    nameOf(status),
    {
      description: PROBLEMS[status].text,
      headers: headersOfProblem(status),
      content: {
        "application/problem+json": {
          schema: { $ref: "#/components/schemas/Problem" },
          example: exampleProblem(status),
        },
      },
    },
  ]),
);

/** The error answers of a route, by reference. */
export function problemResponses(route: Route): Record<string, JsonSchema> {
  return Object.fromEntries(
    problemStatuses(route).map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]),
  );
}
