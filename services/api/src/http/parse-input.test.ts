import type { Request } from "express";
import { expect, test } from "vitest";
import { z } from "zod";
import { parseInput } from "./parse-input.ts";
import { definePublicRoute } from "./route.ts";

const route = definePublicRoute({
  method: "post",
  path: "/things/{id}",
  operationId: "test",
  tag: "test",
  summary: "Test",
  params: z.object({ id: z.uuid() }),
  query: z.strictObject({ limit: z.coerce.number().int().max(9).default(5) }),
  body: z.strictObject({ a: z.strictObject({ "x/y": z.number() }) }),
  success: { status: 200, description: "ok" },
  handler: async () => ({ body: undefined }),
});
const id = "01a204d8-dead-7438-8180-b077dd7c1096";

function read(request: { params?: object; query?: object; body?: unknown }) {
  return parseInput(route, { params: { id }, query: {}, ...request } as Request);
}

test("reads path, query with defaults and body", () => {
  expect(read({ body: { a: { "x/y": 1 } } })).toEqual({
    params: { id },
    query: { limit: 5 },
    body: { a: { "x/y": 1 } },
  });
});

test("an id that is none is nothing we have", () => {
  expect(() => read({ params: { id: "1" } })).toThrow(expect.objectContaining({ status: 404 }));
});

test.each([{ limit: "10" }, { limit: ["1", "2"] }, { other: "1" }])("query %j is refused with 400", (query) => {
  expect(() => read({ query, body: { a: { "x/y": 1 } } })).toThrow(
    expect.objectContaining({
      status: 400,
      errors: [expect.objectContaining({ pointer: `/${Object.keys(query)[0]}` })],
    }),
  );
});

test("fields are named by JSON Pointer, unknown ones too", () => {
  expect(() => read({ body: { a: { "x/y": "1", b: 2 }, c: 3 } })).toThrow(
    expect.objectContaining({
      status: 422,
      errors: expect.arrayContaining([
        expect.objectContaining({ pointer: "/a/x~1y" }),
        { pointer: "/a/b", message: "is not known here" },
        { pointer: "/c", message: "is not known here" },
      ]),
    }),
  );
});
