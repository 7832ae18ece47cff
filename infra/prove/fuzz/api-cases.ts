import fc, { type Arbitrary } from "fast-check";
import { schemaOf, type JsonSchema } from "../../../services/api/src/docs/json-schemas.ts";
import type { Route } from "../../../services/api/src/http/route.ts";
import { textsOf, valuesOf } from "./arbitrary.ts";

/** A request to an operation. */
export interface ApiCase {
  /** Below /api/v1, with its query. */
  address: string;
  headers: Record<string, string>;
  body: string | undefined;
}

function fieldsOf(schema: Parameters<typeof schemaOf>[0]): Record<string, Arbitrary<string>> {
  const { properties = {} } = schemaOf(schema, "input") as { properties?: Record<string, JsonSchema> };
  return Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, textsOf(property)]));
}

function addressOf(path: string, params: Record<string, string>, query: Record<string, string>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] || "-"));
  const search = new URLSearchParams(query).toString();
  return search ? `${filled}?${search}` : filled;
}

const HEADERS: Record<string, Arbitrary<string>> = {
  "x-organization-id": fc.oneof(fc.uuid(), fc.constantFrom("", "x", "'", "null")),
  "idempotency-key": fc.oneof(fc.uuid(), fc.constantFrom("", "a b", "x".repeat(300))),
  "if-match": fc.constantFrom("*", '"1"', 'W/"1"', '"999999999999"', "1", ","),
  "last-event-id": fc.constantFrom("", "0-0", "-1", "x", "99999999999999999999-1"),
  range: fc.constantFrom("bytes=0-", "bytes=5-1", "bytes=99999-", "x=1", "bytes=0-1,2-3"),
};

/** Random requests to one operation. */
export function casesOf(route: Route): Arbitrary<ApiCase> {
  const body = route.body
    ? valuesOf(schemaOf(route.body, "input")).map((value) => JSON.stringify(value))
    : fc.constant(undefined);
  return fc
    .record({
      params: fc.record(fieldsOf(route.params)),
      query: fc.record(fieldsOf(route.query), { requiredKeys: [] }),
      headers: fc.record(HEADERS, { requiredKeys: [] }),
      body,
    })
    .map(({ params, query, headers, body: text }) => ({
      address: addressOf(route.text.path, params, query as Record<string, string>),
      headers: { ...headers, ...(text === undefined ? {} : { "content-type": "application/json" }) } as Record<
        string,
        string
      >,
      body: text,
    }));
}
