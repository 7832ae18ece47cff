import { describe, expect, expectTypeOf, test } from "vitest";
import { requestOf, type AnswerOf, type InputArgument, type InputOf, type OperationBy } from "./operations.ts";

describe("a request", () => {
  test("has its address filled, leaves out what isn't given, and sends JSON", () => {
    expect(
      requestOf("http://api.test", "PATCH /inbox/{id}", {
        path: { id: "a/b ?" },
        header: { "If-Match": '"3"', "X-Organization-Id": undefined },
        body: { done: true },
      }),
    ).toEqual({
      method: "PATCH",
      url: "http://api.test/api/v1/inbox/a%2Fb%20%3F",
      headers: { "If-Match": '"3"', "content-type": "application/json" },
      body: '{"done":true}',
    });
  });

  test("has a query where one is given", () => {
    expect(requestOf("http://api.test", "GET /calls", { query: { q: "a&b", limit: 5, cursor: undefined } })).toEqual({
      method: "GET",
      url: "http://api.test/api/v1/calls?q=a%26b&limit=5",
      headers: {},
      body: undefined,
    });
  });
});

describe("types know of each operation", () => {
  test("which there are", () => {
    expectTypeOf<"POST /auth/signin">().toExtend<OperationBy<"POST">>();
    expectTypeOf<"GET /auth/signin">().not.toExtend<OperationBy<"GET">>();
  });

  test("what it takes", () => {
    type Patch = InputOf<"PATCH /inbox/{id}">;
    expectTypeOf<{ path: { id: string }; body: { done: true } }>().toExtend<Patch>();
    expectTypeOf<{ path: { id: string }; body: { done: "yes" } }>().not.toExtend<Patch>();
    expectTypeOf<{ body: { done: true } }>().not.toExtend<Patch>();
    expectTypeOf<{ body: object }>().not.toExtend<InputOf<"GET /calls">>();
    expectTypeOf<[]>().toExtend<InputArgument<InputOf<"GET /calls">>>();
    expectTypeOf<[]>().not.toExtend<InputArgument<Patch>>();
  });

  test("what it answers", () => {
    expectTypeOf<AnswerOf<"GET /calls">["nextCursor"]>().toEqualTypeOf<string | null>();
    expectTypeOf<AnswerOf<"POST /auth/signout">>().toBeNever();
  });
});
