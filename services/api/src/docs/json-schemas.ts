import { z } from "zod";
import { namedSchemas } from "./schemas.ts";

export type JsonSchema = Record<string, unknown>;

/** Requests are described as clients send them (defaults may be left out), answers as they arrive. */
type Direction = "input" | "output";

/** Names of request bodies; every other name is an answer. */
const REQUESTS = /(Request|Patch)$/;

function registryOf(direction: Direction) {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(namedSchemas)) {
    if (REQUESTS.test(id) === (direction === "input")) registry.add(schema, { id });
  }
  return registry;
}

function uri(id: string): string {
  return `#/components/schemas/${id}`;
}

function bare(schema: object): JsonSchema {
  const { $schema: _dialect, $id: _id, ...rest } = schema as JsonSchema;
  return rest;
}

/** All named shapes as JSON Schema. */
export function componentSchemas(): Record<string, JsonSchema> {
  const all = (["input", "output"] as const).map(
    (direction) => z.toJSONSchema(registryOf(direction), { uri, io: direction }).schemas,
  );
  return Object.fromEntries(
    all.flatMap((schemas) => Object.entries(schemas)).map(([id, schema]) => [id, bare(schema)]),
  );
}

/** A shape as JSON Schema: by reference if it has a name. */
export function schemaOf(schema: z.ZodType, direction: Direction): JsonSchema {
  const name = Object.entries(namedSchemas).find(([, named]) => named === schema)?.[0];
  return name ? { $ref: uri(name) } : bare(z.toJSONSchema(schema, { io: direction }));
}
