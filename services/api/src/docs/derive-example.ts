import { fieldExamples, INSTANT_EXAMPLE, shapeExamples } from "./examples.ts";
import { resolve, type JsonSchema } from "./json-schemas.ts";

/** Where a value stands: names of shape and fields from the outside in. */
type Place = readonly string[];

/** A field of the document has no example. `message` names it. */
export class MissingExampleError extends Error {
  override name = "MissingExampleError";
}

/** The value for a place: by its field within the nearest named surroundings, else by the field alone. */
function given(place: Place): { value: unknown } | null {
  const field = place.at(-1);
  if (field === undefined) return null;
  for (const surroundings of place.slice(0, -1).toReversed()) {
    const key = `${surroundings}.${field}`;
    if (key in fieldExamples) return { value: fieldExamples[key] };
  }
  return field in fieldExamples ? { value: fieldExamples[field] } : null;
}

function allows(schema: JsonSchema, value: unknown): boolean {
  const choices = schema["enum"];
  return !Array.isArray(choices) || choices.includes(value);
}

function ofObject(schema: JsonSchema, place: Place): unknown {
  const properties = (schema["properties"] ?? {}) as Record<string, JsonSchema>;
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, derive(property, [...place, name])]),
  );
}

function ofString(schema: JsonSchema, place: Place): unknown {
  if (schema["format"] === "date-time") return INSTANT_EXAMPLE;
  throw new MissingExampleError(`Give ${place.join(".")} an example in services/api/src/docs/examples.ts`);
}

function derive(schema: JsonSchema, place: Place): unknown {
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    const name = reference.split("/").at(-1)!;
    const own = given(place);
    const shape = resolve(schema);
    if (own && shape["type"] !== "object") return derive(shape, place);
    return name in shapeExamples ? shapeExamples[name] : derive(shape, [...place, name]);
  }
  if ("const" in schema) return schema["const"];
  const own = given(place);
  if (own && allows(schema, own.value)) return own.value;
  const choices = (schema["enum"] ?? schema["anyOf"] ?? schema["oneOf"]) as unknown[] | undefined;
  if (choices) return schema["enum"] ? choices[0] : derive(choices[0] as JsonSchema, place);
  switch (schema["type"]) {
    case "object":
      return ofObject(schema, place);
    case "array":
      return [derive(schema["items"] as JsonSchema, place)];
    case "boolean":
      return false;
    case "null":
      return null;
    default:
      return ofString(schema, place);
  }
}

/**
 * An example of a shape, made of the values in examples.ts.
 *
 * @param schema by reference or as it is
 * @param place names by which values are looked up, such as the field that a parameter is
 * @throws {MissingExampleError} naming the field that has no value there
 */
export function deriveExample(schema: JsonSchema, place: readonly string[] = []): unknown {
  return derive(schema, place);
}

/** The part of the document that gives an example, empty where one is missing: a test tells, readers do without. */
export function exampleIn(key: "example" | "examples", schema: JsonSchema, place: readonly string[]): JsonSchema {
  try {
    const example = deriveExample(schema, place);
    return { [key]: key === "examples" ? [example] : example };
  } catch (error) {
    if (error instanceof MissingExampleError) return {};
    throw error;
  }
}
