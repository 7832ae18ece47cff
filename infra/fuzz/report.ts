import { z } from "zod";

/** What schemathesis writes with `--report json`, as far as it is read here. */
const report = z.object({
  complete: z.boolean(),
  operations: z.object({ tested: z.number(), errored: z.number() }),
  test_cases: z.object({ generated: z.number() }),
  failures: z.array(
    z.object({ code: z.string(), title: z.string(), count: z.number(), operations: z.array(z.string()) }),
  ),
  errors: z.array(z.unknown()),
});

/** What a run of the fuzzer came to. */
export interface FuzzReport {
  operations: number;
  cases: number;
  findings: string[];
}

/**
 * Reads the report of a run.
 *
 * @param text of the file
 * @throws when it isn't one that schemathesis of the pinned version writes
 */
export function readReport(text: string): FuzzReport {
  const { complete, operations, test_cases, failures, errors } = report.parse(JSON.parse(text));
  return {
    operations: operations.tested,
    cases: test_cases.generated,
    findings: [
      ...failures.map((one) => `${one.code} ${one.title} (${one.count}): ${one.operations.join(", ")}`),
      ...errors.map((one) => `the fuzzer failed: ${JSON.stringify(one)}`),
      ...(complete ? [] : ["the run was not completed"]),
    ],
  };
}
