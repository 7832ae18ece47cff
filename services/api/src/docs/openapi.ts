import { permissionLabels } from "@callflex/contracts/permissions";
import { rolePermissions } from "@callflex/domain/permissions/role-permissions";
import type { z } from "zod";
import type { Route } from "../http/route.ts";
import { componentSchemas, schemaOf, type JsonSchema } from "./json-schemas.ts";

const PROBLEM_TEXTS: Record<number, string> = {
  400: "The query, a header or the JSON itself is not valid",
  401: "Not signed in, or wrong credentials",
  403: "The role doesn't include this, or the page's origin is not allowed",
  404: "There is no such thing, or it belongs to another organization",
  409: "It contradicts what is there already",
  412: "Somebody changed it since; load it again",
  413: "The body is too large",
  415: "The body is not JSON",
  416: "There is no such part",
  422: "Fields of the body are not valid; `errors` names them",
  429: "Too many requests; Retry-After says how long to wait",
  500: "A fault of ours",
  502: "A provider didn't answer as it should",
  503: "Unavailable for the moment; Retry-After says when to try again",
};

const ORGANIZATION_HEADER = {
  name: "X-Organization-Id",
  in: "header",
  description: "The organization to work in; without it the session's active one",
  schema: { type: "string", format: "uuid" },
};

const IDEMPOTENCY_HEADER = {
  name: "Idempotency-Key",
  in: "header",
  description: "Same key and same request: same answer, done once. Remembered for 24 hours",
  schema: { type: "string", pattern: "^[\\x21-\\x7e]{1,255}$" },
};

const IF_MATCH_HEADER = {
  name: "If-Match",
  in: "header",
  description: "Do it only if the ETag is still this one, else 412",
  schema: { type: "string", examples: ['"3"'] },
};

function parametersOf(schema: z.ZodObject, place: "path" | "query"): JsonSchema[] {
  const { properties = {}, required = [] } = schemaOf(schema, "input") as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...shape } = property;
    return {
      name,
      in: place,
      required: place === "path" || required.includes(name),
      ...(description ? { description } : {}),
      schema: shape,
    };
  });
}

/** Statuses of problems that the kind of the route brings with it, and its own. */
function problemStatuses(route: Route): number[] {
  const { access, text } = route;
  return [
    400,
    ...(access === "public" ? [] : [401]),
    ...(access === "organization" ? [403, 404] : []),
    ...(text.method === "get" ? [] : [403]),
    ...(route.idempotent ? [409] : []),
    ...(route.versioned ? [412] : []),
    ...(route.body ? [413, 415, 422] : []),
    429,
    500,
    503,
    ...(text.problems ?? []),
  ];
}

function problemResponses(route: Route): Record<string, JsonSchema> {
  const statuses = [...new Set(problemStatuses(route))].toSorted((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: PROBLEM_TEXTS[status],
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  );
}

function successContent(route: Route): JsonSchema {
  const { schema, media } = route.text.success;
  if (schema) return { content: { "application/json": { schema: schemaOf(schema, "output") } } };
  return media ? { content: { [media]: { schema: { type: "string" } } } } : {};
}

function operationOf(route: Route): JsonSchema {
  const { text } = route;
  const parameters = [
    ...parametersOf(route.params, "path"),
    ...parametersOf(route.query, "query"),
    ...(route.access === "organization" ? [ORGANIZATION_HEADER] : []),
    ...(route.idempotent ? [IDEMPOTENCY_HEADER] : []),
    ...(route.versioned ? [IF_MATCH_HEADER] : []),
  ];
  const needs = route.permission ? `Needs the permission \`${route.permission}\`.` : "";
  const headers = Object.entries(text.success.headers ?? {}).map(([name, description]) => [
    name,
    { description, schema: { type: "string" } },
  ]);
  return {
    operationId: text.operationId,
    tags: [text.tag],
    summary: text.summary,
    description: [text.description, needs].filter(Boolean).join("\n\n") || undefined,
    ...(route.access === "public" ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body
      ? { requestBody: { required: true, content: { "application/json": { schema: schemaOf(route.body, "input") } } } }
      : {}),
    responses: {
      [text.success.status]: {
        description: text.success.description,
        ...(headers.length > 0 ? { headers: Object.fromEntries(headers) } : {}),
        ...successContent(route),
      },
      ...problemResponses(route),
    },
  };
}

/** The table of roles and permissions, for the document's introduction. */
function permissionTable(): string {
  const roles = Object.keys(rolePermissions) as (keyof typeof rolePermissions)[];
  const rows = Object.entries(permissionLabels).map(([name, label]) => {
    const marks = roles.map((role) => (rolePermissions[role].some((own) => own === name) ? "✓" : ""));
    return `| \`${name}\` | ${label} | ${marks.join(" | ")} |`;
  });
  return [`| permission | | ${roles.join(" | ")} |`, `| --- | --- |${" --- |".repeat(roles.length)}`, ...rows].join(
    "\n",
  );
}

const INTRODUCTION = `The HTTP API of CallFlex. Everything is JSON.

Sign in with \`POST /auth/signin\`: browsers keep the session cookie, other clients send the header \`Set-Auth-Token\` of the
answer back as \`Authorization: Bearer …\`. Requests that change something and carry cookies need the \`Origin\` of a page
that is on the list of allowed origins.

Errors are problem details (RFC 9457). Lists take \`limit\` and \`cursor\` and answer \`{ data, nextCursor }\`. What belongs to
another organization answers 404.`;

/** The OpenAPI 3.1 document of the routes. */
export function openApiDocument(routes: readonly Route[]): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of routes) (paths[route.text.path] ??= {})[route.text.method] = operationOf(route);
  return {
    openapi: "3.1.0",
    info: {
      title: "CallFlex API",
      version: "1.0.0",
      description: `${INTRODUCTION}\n\n## Roles\n\n${permissionTable()}`,
    },
    servers: [{ url: "/api/v1" }],
    security: [{ session: [] }, { bearer: [] }],
    tags: [
      { name: "auth", description: "Sign-up, sign-in and the signed-in user" },
      { name: "calls", description: "Calls with transcript, recording, actions and timeline" },
      { name: "inbox", description: "Messages, callbacks and callouts to work off" },
      { name: "events", description: "What happens, as it happens" },
      { name: "meta", description: "About this API" },
    ],
    paths,
    components: {
      schemas: componentSchemas(),
      securitySchemes: {
        session: {
          type: "apiKey",
          in: "cookie",
          name: "callflex.session_token",
          description: "`__Secure-` in front on https",
        },
        bearer: { type: "http", scheme: "bearer", description: "The session's signed token" },
      },
    },
  };
}
