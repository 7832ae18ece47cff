import { expect, test } from "vitest";
import { UsageError } from "../bench/bench-arguments.ts";
import { CHAOS_RUNS, parseChaosArguments } from "./chaos-arguments.ts";

test("reads a run and its size in any order", () => {
  for (const name of CHAOS_RUNS) expect(parseChaosArguments([name])).toEqual({ name, short: false });
  expect(parseChaosArguments(["--short", "relay"])).toEqual({ name: "relay", short: true });
});

test.each([[[]], [["ingress"]], [["relay", "saga"]], [["relay", "--fast"]]])(
  "refuses %j with what there is",
  (args) => {
    expect(() => parseChaosArguments(args)).toThrow(UsageError);
    expect(() => parseChaosArguments(args)).toThrow(/relay\|saga/);
  },
);
