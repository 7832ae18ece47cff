/** The part of JSON Schema that the engine understands in a tool's parameters. */
export interface JsonSchema {
  type?: string | string[];
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
}

/** A value that a schema asks for, with the way to it. */
export interface Slot {
  path: string[];
  name: string;
  schema: JsonSchema;
  required: boolean;
}

/** The type of a schema; unions count as their first member that isn't null. */
export function schemaType(schema: JsonSchema): string {
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  const type = types.find((candidate) => candidate && candidate !== "null");
  if (type) return type;
  if (schema.properties) return "object";
  if (schema.items) return "array";
  return "string";
}

/** A schema without its union: the first branch that isn't null. */
export function mainBranch(schema: JsonSchema): JsonSchema {
  const branch = (schema.anyOf ?? schema.oneOf)?.find((candidate) => candidate.type !== "null");
  return branch ? { ...mainBranch(branch), description: schema.description ?? branch.description } : schema;
}

/**
 * The values that an object schema asks for, nested objects opened up.
 *
 * A nested object that isn't required is left out as a whole: half of it would not be valid.
 *
 * @param parameters an object schema
 */
export function slotsOf(parameters: JsonSchema, path: string[] = []): Slot[] {
  const required = new Set(parameters.required ?? []);
  return Object.entries(parameters.properties ?? {}).flatMap(([name, given]) => {
    const schema = mainBranch(given);
    const needed = required.has(name);
    if (schemaType(schema) !== "object") return [{ path: [...path, name], name, schema, required: needed }];
    return needed ? slotsOf(schema, [...path, name]) : [];
  });
}

/** Every required object of a schema, so that one without any required member is sent as `{}` and not left out. */
export function emptyShape(parameters: JsonSchema): Record<string, unknown> {
  const required = new Set(parameters.required ?? []);
  const shape: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(parameters.properties ?? {})) {
    const schema = mainBranch(given);
    if (required.has(name) && schemaType(schema) === "object") shape[name] = emptyShape(schema);
  }
  return shape;
}

/** Puts a value at a path of an object, making the objects between. */
export function putAt(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  target[name] ??= {};
  putAt(target[name] as Record<string, unknown>, rest, value);
}
