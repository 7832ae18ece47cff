import type { Route } from "../http/route.ts";
import type { JsonSchema } from "./json-schemas.ts";

/** Headers of answers that mean the same everywhere. */
const ANSWER_HEADERS: Record<string, { description: string; example: string }> = {
  "X-Request-Id": {
    description: "The request's id in our logs; the client's own if it sent a harmless one",
    example: "4b1d7c52-8e3a-4f06-9d2b-7a5c1e8f3d60",
  },
  RateLimit: {
    description: "What is left of the quota (`r`) and in how many seconds it is full again (`t`)",
    example: '"user";r=598;t=42',
  },
  "RateLimit-Policy": {
    description: "The quota: so many requests (`q`) in so many seconds (`w`)",
    example: '"user";q=600;w=60',
  },
  "Retry-After": { description: "Seconds to wait before the next try", example: "12" },
  "WWW-Authenticate": { description: "How to say who asks", example: 'Bearer realm="CallFlex"' },
  "Idempotency-Replayed": {
    description: "`true` when the answer is the stored one of an earlier request with the same Idempotency-Key",
    example: "true",
  },
};

/** Components of the document that responses refer to. */
export const headerComponents: Record<string, JsonSchema> = Object.fromEntries(
  Object.entries(ANSWER_HEADERS).map(([name, { description, example }]) => [
    name,
    { description, schema: { type: "string" }, example },
  ]),
);

function refer(names: string[]): Record<string, JsonSchema> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** Headers of a good answer of the route. */
export function headersOfSuccess(route: Route): Record<string, JsonSchema> {
  const own = Object.entries(route.text.success.headers ?? {}).map(([name, description]): [string, JsonSchema] => [
    name,
    { description, schema: { type: "string" }, ...(name === "ETag" ? { example: '"3"' } : {}) },
  ]);
  return {
    ...Object.fromEntries(own),
    ...refer(["X-Request-Id", "RateLimit", "RateLimit-Policy", ...(route.idempotent ? ["Idempotency-Replayed"] : [])]),
  };
}

/** Headers of an error answer. */
export function headersOfProblem(status: number): Record<string, JsonSchema> {
  return refer([
    "X-Request-Id",
    ...(status === 401 ? ["WWW-Authenticate"] : []),
    ...(status === 429 ? ["Retry-After", "RateLimit", "RateLimit-Policy"] : []),
    ...(status === 503 ? ["Retry-After"] : []),
  ]);
}

const ORGANIZATION_HEADER: JsonSchema = {
  name: "X-Organization-Id",
  in: "header",
  description: "The organization to work in; without it the session's active one, or the API key's own",
  schema: { type: "string", format: "uuid" },
};

const IDEMPOTENCY_HEADER: JsonSchema = {
  name: "Idempotency-Key",
  in: "header",
  description: "Same key and same request: same answer, done once. Remembered for 24 hours",
  schema: { type: "string", pattern: "^[\\x21-\\x7e]{1,255}$" },
};

const IF_MATCH_HEADER: JsonSchema = {
  name: "If-Match",
  in: "header",
  description: "Do it only if the ETag is still this one, else 412",
  schema: { type: "string", examples: ['"3"'] },
};

/** Headers of the request that the route heeds. */
export function headerParameters(route: Route): JsonSchema[] {
  const own = Object.entries(route.text.requestHeaders ?? {}).map(([name, description]) => ({
    name,
    in: "header",
    description,
    schema: { type: "string" },
  }));
  return [
    ...own,
    ...(route.access === "organization" && !route.text.path.includes("{organizationId}") ? [ORGANIZATION_HEADER] : []),
    ...(route.idempotent ? [IDEMPOTENCY_HEADER] : []),
    ...(route.versioned ? [IF_MATCH_HEADER] : []),
  ];
}
