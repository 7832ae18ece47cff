import fc, { type Arbitrary } from "fast-check";
import { resolve, type JsonSchema } from "../../../services/api/src/docs/json-schemas.ts";

/** Values that parsers, databases and comparisons stumble over. */
const NASTY: readonly unknown[] = [
  null,
  true,
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\u202e\u0301\u{1f9d1}\u200d\u{1f680}",
  "'; DROP TABLE users; --",
  "{{constructor.constructor('return 1')()}}",
  "../../etc/passwd",
  "%00",
  "__proto__",
  "x".repeat(5000),
  0,
  -0,
  -1,
  1e308,
  2 ** 53,
  -(2 ** 63),
  0.1,
  [],
  {},
  [[[[[[[[]]]]]]]],
  { __proto__: null, constructor: { prototype: 1 } },
  "0000-00-00T00:00:00Z",
  "9999-12-31T23:59:60+23:59",
  "00000000-0000-0000-0000-000000000000",
];

function ofString(schema: JsonSchema): Arbitrary<unknown> {
  const {
    format,
    pattern,
    minLength = 0,
    maxLength = 200,
  } = schema as {
    format?: string;
    pattern?: string;
    minLength?: number;
    maxLength?: number;
  };
  if (format === "uuid") return fc.uuid();
  if (format === "date-time") return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (format === "date") return fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  if (format === "email") return fc.emailAddress();
  // fast-check can't look ahead.
  if (pattern && !pattern.includes("(?")) return fc.stringMatching(new RegExp(pattern), { maxLength });
  return fc.string({ minLength, maxLength, unit: "binary" });
}

function ofObject(schema: JsonSchema, depth: number): Arbitrary<unknown> {
  const { properties = {}, required = [] } = schema as { properties?: Record<string, JsonSchema>; required?: string[] };
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, valuesOf(property, depth + 1)]),
  );
  return fc.record(fields, { requiredKeys: required });
}

function ofType(schema: JsonSchema, depth: number): Arbitrary<unknown> {
  switch (schema["type"]) {
    case "object":
      return ofObject(schema, depth);
    case "array":
      return fc.array(valuesOf(schema["items"] as JsonSchema, depth + 1), { maxLength: 5 });
    case "string":
      return ofString(schema);
    case "integer":
      return fc.integer();
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case "boolean":
      return fc.boolean();
    default:
      return fc.jsonValue();
  }
}

function fitting(schema: JsonSchema, depth: number): Arbitrary<unknown> {
  const shape = resolve(schema);
  if ("const" in shape) return fc.constant(shape["const"]);
  if (Array.isArray(shape["enum"])) return fc.constantFrom(...(shape["enum"] as unknown[]));
  const choices = (shape["anyOf"] ?? shape["oneOf"]) as JsonSchema[] | undefined;
  return choices ? fc.oneof(...choices.map((choice) => valuesOf(choice, depth))) : ofType(shape, depth);
}

/**
 * Values for a shape of the document: most are as it wants them, some have something nasty in one place, or a field too
 * many.
 */
export function valuesOf(schema: JsonSchema, depth = 0): Arbitrary<unknown> {
  const right = fitting(schema, depth);
  const withMore = right.map((value) =>
    typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value, surprise: 1 } : value,
  );
  return fc.oneof(
    { weight: 12, arbitrary: right },
    { weight: 1, arbitrary: fc.constantFrom(...NASTY) },
    ...(depth === 0
      ? [
          { weight: 1, arbitrary: withMore },
          { weight: 1, arbitrary: fc.jsonValue() },
        ]
      : []),
  );
}

/** Values for a parameter of an address or a header: any text of it. */
export function textsOf(schema: JsonSchema): Arbitrary<string> {
  return valuesOf(schema, 1).map((value) =>
    (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).toWellFormed(),
  );
}
