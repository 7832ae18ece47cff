import { InvalidCursorError } from "@callflex/db/cursor";
import { DomainError } from "@callflex/domain/errors";
import { describe, expect, test } from "vitest";
import { HttpProblem } from "./problem.ts";
import { toProblem } from "./to-problem.ts";

function pgError(code: string): Error {
  return Object.assign(new Error("secret row (1, 2)"), { code });
}

describe("an error becomes a problem", () => {
  test.each([
    [new DomainError("not_found", "gone"), 404],
    [new DomainError("forbidden", "no"), 403],
    [new DomainError("conflict", "no"), 409],
    [new DomainError("invalid", "no"), 422],
    [new DomainError("precondition_failed", "no"), 412],
    [new DomainError("limit_reached", "no"), 409],
    [new InvalidCursorError(), 400],
    [new HttpProblem("too_large", "no"), 413],
    [new URIError("malformed"), 404],
    [Object.assign(new SyntaxError("x"), { type: "entity.parse.failed" }), 400],
    [Object.assign(new Error("x"), { type: "entity.too.large" }), 413],
    [Object.assign(new Error("x"), { type: "charset.unsupported" }), 415],
    [pgError("23505"), 409],
    [pgError("CF001"), 409],
    [pgError("22P05"), 422],
    [pgError("57P01"), 503],
    [pgError("42501"), 500],
    [pgError("42P01"), 500],
    ["a thrown text", 500],
  ])("%s: %i", (error, status) => {
    expect(toProblem(error).status).toBe(status);
  });

  test("a value of the query is no field of a body", () => {
    expect(toProblem(pgError("22009"), "GET").status).toBe(400);
    expect(toProblem(pgError("22009"), "PATCH").status).toBe(422);
  });

  test("what it doesn't know it doesn't tell", () => {
    for (const error of [pgError("23505"), pgError("42P01"), pgError("57P01"), new Error("secret row")]) {
      expect(toProblem(error).message).not.toContain("secret");
    }
  });

  test("what passes says when to try again", () => {
    expect(toProblem(pgError("40001")).headers).toEqual({ "Retry-After": "2" });
  });
});
