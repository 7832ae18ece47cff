import { mainBranch, schemaType, type JsonSchema } from "./json-schema.ts";

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Whether a value satisfies a schema, as far as the engine understands schemas. */
export function fits(value: unknown, given: JsonSchema): boolean {
  const schema = mainBranch(given);
  if (schema.const !== undefined) return value === schema.const;
  if (schema.enum && !schema.enum.includes(value)) return false;
  switch (schemaType(schema)) {
    case "string":
      return typeof value === "string" && textFits(value, schema);
    case "integer":
      return Number.isInteger(value) && numberFits(value as number, schema);
    case "number":
      return typeof value === "number" && Number.isFinite(value) && numberFits(value, schema);
    case "boolean":
      return typeof value === "boolean";
    case "array":
      return Array.isArray(value) && listFits(value, schema);
    default:
      return false;
  }
}

function textFits(value: string, schema: JsonSchema): boolean {
  const length = Array.from(value).length;
  if (length < (schema.minLength ?? 0) || length > (schema.maxLength ?? Number.POSITIVE_INFINITY)) return false;
  if (schema.format === "email" && !EMAIL.test(value)) return false;
  if (schema.format === "uri" && !URL.canParse(value)) return false;
  return !schema.pattern || new RegExp(schema.pattern, "u").test(value);
}

function numberFits(value: number, schema: JsonSchema): boolean {
  if (value < (schema.minimum ?? Number.NEGATIVE_INFINITY)) return false;
  if (value > (schema.maximum ?? Number.POSITIVE_INFINITY)) return false;
  if (schema.exclusiveMinimum !== undefined && value <= schema.exclusiveMinimum) return false;
  if (schema.exclusiveMaximum !== undefined && value >= schema.exclusiveMaximum) return false;
  return schema.multipleOf === undefined || Number.isInteger(value / schema.multipleOf);
}

function listFits(value: unknown[], schema: JsonSchema): boolean {
  if (value.length < (schema.minItems ?? 0)) return false;
  if (value.length > (schema.maxItems ?? Number.POSITIVE_INFINITY)) return false;
  return value.every((item) => fits(item, schema.items ?? { type: "string" }));
}
