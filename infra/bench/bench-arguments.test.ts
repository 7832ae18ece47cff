import { expect, test } from "vitest";
import { BENCHES, parseBenchArguments, UsageError } from "./bench-arguments.ts";

test("reads a bench and its size in any order", () => {
  for (const name of BENCHES) expect(parseBenchArguments([name])).toEqual({ name, short: false });
  expect(parseBenchArguments(["--short", "drain"])).toEqual({ name: "drain", short: true });
});

test.each([[[]], [["--short"]], [["nothing"]], [["ingress", "drain"]], [["ingress", "--fast"]]])(
  "refuses %j with what there is",
  (args) => {
    expect(() => parseBenchArguments(args)).toThrow(UsageError);
    expect(() => parseBenchArguments(args)).toThrow(/ingress\|ingress-lone\|dispatch\|drain\|auth/);
  },
);
