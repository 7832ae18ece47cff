import { z } from "zod";
import { namedSchemas } from "./schemas.ts";

export type JsonSchema = Record<string, unknown>;

/** Requests are described as clients send them (defaults may be left out), answers as they arrive. */
export type Direction = "input" | "output";

/** Names of request bodies; every other name is part of an answer. */
const REQUESTS = /(Request|Patch)$/;

/** Choices look the same in both directions, so requests refer to them as well. */
function belongs(name: string, schema: z.ZodType, direction: Direction): boolean {
  return schema instanceof z.ZodEnum || REQUESTS.test(name) === (direction === "input");
}

function registryOf(direction: Direction) {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(namedSchemas)) {
    if (belongs(id, schema, direction)) registry.add(schema, { id });
  }
  return registry;
}

const REFERENCE = "#/components/schemas/";

function uri(id: string): string {
  return `${REFERENCE}${id}`;
}

function bare(schema: object): JsonSchema {
  const { $schema: _dialect, $id: _id, ...rest } = schema as JsonSchema;
  return rest;
}

/** Formats that say all that their pattern would. */
const SPEAKING_FORMATS = new Set(["uuid", "date", "date-time"]);

/** Leaves out what readers have no use for: patterns beside a format, and the bounds of JavaScript's whole numbers. */
function simplify({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (SPEAKING_FORMATS.has(String(jsonSchema["format"]))) delete jsonSchema["pattern"];
  if (jsonSchema["minimum"] === Number.MIN_SAFE_INTEGER) delete jsonSchema["minimum"];
  if (jsonSchema["maximum"] === Number.MAX_SAFE_INTEGER) delete jsonSchema["maximum"];
}

function allComponents(): Record<string, JsonSchema> {
  const all = (["input", "output"] as const).map(
    (direction) => z.toJSONSchema(registryOf(direction), { uri, io: direction, override: simplify }).schemas,
  );
  return Object.fromEntries(
    all.flatMap((schemas) => Object.entries(schemas)).map(([id, schema]) => [id, bare(schema)]),
  );
}

/** Every named shape as JSON Schema, of which a document takes what it uses. */
export const namedComponents: Readonly<Record<string, JsonSchema>> = allComponents();

/** Names of the shapes that some part of a document refers to. */
function referencesOf(part: unknown): string[] {
  return [...JSON.stringify(part).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1]!);
}

/**
 * The shapes that a part of the document needs, and those that they are made of.
 *
 * @param part paths of the document
 * @param alsoNamed shapes that nothing refers to
 */
export function usedComponents(part: unknown, alsoNamed: readonly string[]): Record<string, JsonSchema> {
  const used = new Set<string>();
  const waiting = [...referencesOf(part), ...alsoNamed];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (used.has(name)) continue;
    used.add(name);
    waiting.push(...referencesOf(namedComponents[name]));
  }
  return Object.fromEntries([...used].toSorted().map((name) => [name, namedComponents[name]!]));
}

const names = new Map(Object.entries(namedSchemas).map(([name, schema]) => [schema, name]));

/** A shape as JSON Schema: by reference if it has a name, with references to what it is made of. */
export function schemaOf(schema: z.ZodType, direction: Direction): JsonSchema {
  const name = names.get(schema);
  if (name && belongs(name, schema, direction)) return { $ref: uri(name) };
  return bare(z.toJSONSchema(schema, { io: direction, override: simplify }));
}

/** Follows a reference to a named shape. */
export function resolve(schema: JsonSchema): JsonSchema {
  const reference = schema["$ref"];
  if (typeof reference !== "string") return schema;
  const named = namedComponents[reference.slice(REFERENCE.length)];
  if (!named) throw new Error(`The document has no ${reference}`);
  return named;
}
