import { expect, test } from "vitest";
import { parseProveArguments, UsageError } from "./prove-arguments.ts";

test("a run is named, short or full", () => {
  expect(parseProveArguments(["isolation"])).toEqual({ name: "isolation", short: false });
  expect(parseProveArguments(["--short", "fuzz"])).toEqual({ name: "fuzz", short: true });
});

test.each([[[]], [["isolation", "fuzz"]], [["speed"]]])("%j is told what there is", (args) => {
  expect(() => parseProveArguments(args)).toThrow(UsageError);
  expect(() => parseProveArguments(args)).toThrow(/isolation\|signatures\|fuzz\|secrets/);
});
