import { expect, test } from "vitest";
import { UsageError } from "../bench/bench-arguments.ts";
import { parseChaosArguments } from "./chaos-arguments.ts";

test("reads a run and its size in any order", () => {
  expect(parseChaosArguments(["relay"])).toEqual({ name: "relay", short: false });
  expect(parseChaosArguments(["--short", "relay"])).toEqual({ name: "relay", short: true });
});

test.each([[[]], [["saga"]], [["relay", "relay"]], [["relay", "--fast"]]])("refuses %j", (args) => {
  expect(() => parseChaosArguments(args)).toThrow(UsageError);
});
