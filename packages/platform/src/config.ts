import { z } from "zod";

/** The configuration of a service could not be read. `message` lists every wrong variable with what it expects. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/**
 * Reads a service's configuration from environment variables, once, at start.
 *
 * Empty strings count as unset, so that a copied `.env.example` behaves like a missing one.
 *
 * @param service name of the deployable, for the error text
 * @param schema zod object whose keys are the variables' names; each key carries `.describe()` with what it is for
 * @param source the environment
 * @returns the parsed values
 * @throws {ConfigError} naming every wrong or missing variable at once
 */
export function parseConfig<S extends z.ZodObject>(
  service: string,
  schema: S,
  source: Record<string, string | undefined>,
): z.output<S> {
  const given = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, source[name] || undefined]));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? "");
    const purpose = schema.shape[name]?.description;
    const problem = given[name] === undefined ? "is not set" : issue.message;
    return `  ${name} ${problem}${purpose ? ` (${purpose})` : ""}`;
  });
  throw new ConfigError(`${service} can't start, its configuration is wrong:\n${[...new Set(lines)].join("\n")}`);
}

/** A TCP port, 0 for any free one. */
export const port = z.coerce.number().int().min(0).max(65_535);

/** An absolute http(s) address without a trailing slash. */
export const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));

/** A PostgreSQL connection string. */
export const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });

/** A switch: true, false, 1, 0, yes, no, on, off. */
export const flag = z.stringbool();

/** Names separated by commas; an empty text is an empty list. */
export const commaList = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean),
);

/** pino's levels. */
export const logLevel = z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]);
