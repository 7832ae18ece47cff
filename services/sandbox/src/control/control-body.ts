import type { z } from "zod";
import { ControlError } from "../http-error.ts";

/**
 * Checks the body of a control request.
 *
 * @throws {ControlError} 400 that names every wrong member and what it expects
 */
export function controlBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `${issue.path.map(String).join(".") || "body"}: ${issue.message}`);
  throw new ControlError(400, lines.join("; "));
}
