import { parseWithZod } from "@conform-to/zod/v4";
import type { z } from "zod";

/**
 * Reads a form by the contract's schema, in the server as in the browser. An empty field stays an empty text, so that the
 * schema's own words about it are shown.
 */
export function parseForm<S extends z.ZodType>(form: FormData, schema: S) {
  return parseWithZod(form, { schema, disableAutoCoercion: true });
}
