import { apiKeyScopes } from "@callflex/contracts/permissions";
import type { z } from "zod";
import type { Route } from "../http/route.ts";
import { exampleIn } from "./derive-example.ts";
import { headerParameters, headersOfSuccess } from "./headers.ts";
import { schemaOf, type Direction, type JsonSchema } from "./json-schemas.ts";
import { problemResponses } from "./problems.ts";

/** Example values of parameters; those that narrow a list down are left out, so that trying it out finds something. */
function parametersOf({ text }: Route, schema: z.ZodObject, place: "path" | "query"): JsonSchema[] {
  const { properties = {}, required = [] } = schemaOf(schema, "input") as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...shape } = property;
    const needed = place === "path" || required.includes(name);
    return {
      name,
      in: place,
      required: needed,
      ...(description ? { description } : {}),
      schema: needed ? shape : { ...shape, ...exampleIn("examples", property, [text.operationId, name]) },
      ...(needed ? exampleIn("example", property, [text.operationId, name]) : {}),
    };
  });
}

function jsonContent(schema: z.ZodType, direction: Direction): JsonSchema {
  const described = schemaOf(schema, direction);
  return { "application/json": { schema: described, ...exampleIn("example", described, []) } };
}

/** A schema of live events would be one of each event, which OpenAPI 3.1 can't give. */
function streamSchema(media: string): JsonSchema {
  return media === "text/event-stream" ? {} : { schema: { type: "string" } };
}

function successContent({ text }: Route): JsonSchema {
  const { schema, media } = text.success;
  if (schema) return { content: jsonContent(schema, "output") };
  if (!media) return {};
  return { content: Object.fromEntries([media].flat().map((type) => [type, streamSchema(type)])) };
}

/** The ways to say who asks: an API key where its permission can be a scope. */
function securityOf({ access, permission }: Route): JsonSchema[] {
  if (access === "public") return [];
  const scope = apiKeyScopes.find((name) => name === permission);
  return [{ session: [] }, { bearer: [] }, ...(scope ? [{ apiKey: [scope] }] : [])];
}

function needs({ access, permission }: Route): string | null {
  if (access === "user") return "About the signed-in person: API keys are refused.";
  if (!permission) return null;
  const people = apiKeyScopes.some((name) => name === permission) ? "" : " It is not for API keys.";
  return `Needs the permission \`${permission}\`.${people}`;
}

function successResponses(route: Route): Record<string, JsonSchema> {
  const { status, description, partial } = route.text.success;
  const answer = { headers: headersOfSuccess(route), ...successContent(route) };
  return {
    [status]: { description, ...answer },
    ...(partial ? { 206: { description: partial, ...answer } } : {}),
  };
}

/** What the document says of a route. */
export function operationOf(route: Route): JsonSchema {
  const { text, body } = route;
  const parameters = [
    ...parametersOf(route, route.params, "path"),
    ...parametersOf(route, route.query, "query"),
    ...headerParameters(route),
  ];
  return {
    operationId: text.operationId,
    tags: [text.tag],
    summary: text.summary,
    description: [text.description, needs(route)].filter(Boolean).join("\n\n") || undefined,
    security: securityOf(route),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: jsonContent(body, "input") } } : {}),
    responses: { ...successResponses(route), ...problemResponses(route) },
  };
}
