import type { z } from "zod";
import { VapiApiError } from "./vapi-error.ts";

/**
 * Checks a body against a schema, with VAPI's words for what is wrong.
 *
 * @returns the body as it was given: VAPI stores what it got, defaults are not written in
 * @throws {VapiApiError} 400 with one sentence for each problem
 */
export function validate<T>(schema: z.ZodType<T>, body: unknown): T {
  const problems = problemsOf(schema, body);
  if (problems.length > 0) throw new VapiApiError(400, problems);
  return body as T;
}

/** Everything that is wrong with a body, in VAPI's words. */
export function problemsOf(schema: z.ZodType, body: unknown): string[] {
  const result = schema.safeParse(body ?? {});
  return result.success ? [] : result.error.issues.map(describe);
}

function describe(issue: z.core.$ZodIssue): string {
  const path = issue.path.map(String).join(".") || "body";
  const issueDetails = issue as unknown as Record<string, unknown>;
  switch (issue.code) {
    case "too_big":
      return issueDetails.origin === "string"
        ? `${path} must be shorter than or equal to ${String(issueDetails.maximum)} characters`
        : `${path} must not be greater than ${String(issueDetails.maximum)}`;
    case "too_small":
      return issueDetails.origin === "string"
        ? `${path} must be longer than or equal to ${String(issueDetails.minimum)} characters`
        : `${path} must not be less than ${String(issueDetails.minimum)}`;
    case "invalid_type":
      return `${path} must be ${article(String(issueDetails.expected))}`;
    case "invalid_value":
      return `${path} must be one of the following values: ${(issueDetails.values as unknown[]).join(", ")}`;
    default:
      return `${path} ${issue.message}`;
  }
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
