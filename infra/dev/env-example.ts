import type { z } from "zod";
import { envSchemas } from "./env-schemas.ts";

interface Variable {
  /** What each deployable says of it, with the deployables that say so. */
  readers: Map<string, string[]>;
  required: boolean;
  /** Value used when the variable isn't set, as it would be written; empty for none. */
  fallback: string;
}

function written(value: unknown): string {
  if (Array.isArray(value)) return value.join(",");
  return typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
}

function addVariables(variables: Map<string, Variable>, service: string, schema: z.ZodObject): void {
  for (const [name, part] of Object.entries(schema.shape) as [string, z.ZodType][]) {
    const unset = part.safeParse(undefined);
    const known = variables.get(name) ?? { readers: new Map<string, string[]>(), required: false, fallback: "" };
    const description = part.description ?? "";
    known.readers.set(description, [...(known.readers.get(description) ?? []), service]);
    known.required ||= !unset.success;
    known.fallback ||= unset.success ? written(unset.data) : "";
    variables.set(name, known);
  }
}

function block(name: string, { readers, required, fallback }: Variable): string {
  const need = required ? "required" : fallback ? `default ${fallback}` : "optional";
  const words = [...readers].map(([description, services]) => `# ${services.join(", ")}: ${description}`);
  return [...words, `# ${need}`, required ? `${name}=` : `# ${name}=${fallback}`].join("\n");
}

/**
 * The text of `.env.example`: each variable of each deployable's schema once, with what it is for and who reads it.
 *
 * @throws when a deployable has an env.ts without a schema
 */
export async function envExample(): Promise<string> {
  const variables = new Map<string, Variable>();
  for (const [service, schema] of await envSchemas()) addVariables(variables, service, schema);
  const head = [
    "# Every setting of CallFlex. Written by `npm run env:example` from the schemas in services/*/src/env.ts and",
    "# web/server/env.ts: change it there. `npm start` needs none of this; it makes its own settings.",
  ].join("\n");
  const blocks = [...variables].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, variable]) => block(name, variable));
  return `${[head, ...blocks].join("\n\n")}\n`;
}
