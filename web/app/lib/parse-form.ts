import { parseWithZod } from "@conform-to/zod/v4";
import type { z } from "zod";

/** Fields whose names begin so say something about the form (which one it is, of which version) and are no input. */
const ABOUT_THE_FORM = /^_(?!_)/;

/** @returns whether a field holds what somebody typed or chose */
export function isInput(name: string): boolean {
  return !ABOUT_THE_FORM.test(name);
}

/**
 * Reads a form by the contract's schema, in the server as in the browser. An empty field stays an empty text, so that the
 * schema's own words about it are shown.
 */
export function parseForm<S extends z.ZodType>(form: FormData, schema: S) {
  const input = new FormData();
  for (const [name, value] of form) if (isInput(name)) input.append(name, value);
  return parseWithZod(input, { schema, disableAutoCoercion: true });
}
