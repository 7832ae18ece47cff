import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { z } from "zod";
import { CLONE } from "./servers/places.ts";

/** Where each deployable keeps its schema, by the deployable's name. */
function envFiles(): Map<string, string> {
  // The first description of a variable is shown: the product's, not the one of what stands in for the providers.
  const services = readdirSync(path.join(CLONE, "services")).sort(
    (a, b) => Number(a === "sandbox") - Number(b === "sandbox"),
  );
  const places = services.map((name) => [name, path.join(CLONE, "services", name, "src/env.ts")] as const);
  return new Map(
    [...places, ["web", path.join(CLONE, "web/server/env.ts")] as const].filter(([, file]) => existsSync(file)),
  );
}

interface Variable {
  description: string;
  services: string[];
  required: boolean;
  /** Value used when the variable isn't set, as it would be written; empty for none. */
  fallback: string;
}

async function loadSchema(file: string): Promise<z.ZodObject> {
  const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  const name = Object.keys(module).find((key) => key.endsWith("EnvSchema"));
  if (!name) throw new Error(`${path.relative(CLONE, file)} exports no <name>EnvSchema`);
  return module[name] as z.ZodObject;
}

function written(value: unknown): string {
  if (Array.isArray(value)) return value.join(",");
  return typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
}

function addVariables(variables: Map<string, Variable>, service: string, schema: z.ZodObject): void {
  for (const [name, part] of Object.entries(schema.shape) as [string, z.ZodType][]) {
    const unset = part.safeParse(undefined);
    const known = variables.get(name);
    variables.set(name, {
      description: known?.description || part.description || "",
      services: [...(known?.services ?? []), service],
      required: known?.required || !unset.success,
      fallback: known?.fallback || (unset.success ? written(unset.data) : ""),
    });
  }
}

function block(name: string, { description, services, required, fallback }: Variable): string {
  const need = required ? "required" : fallback ? `default ${fallback}` : "optional";
  return [
    `# ${description} (${need})`,
    `# read by: ${services.join(", ")}`,
    required ? `${name}=` : `# ${name}=${fallback}`,
  ].join("\n");
}

/**
 * The text of `.env.example`: each variable of each deployable's schema once, with what it is for and who reads it.
 *
 * @throws when a deployable has an env.ts without a schema
 */
export async function envExample(): Promise<string> {
  const variables = new Map<string, Variable>();
  for (const [service, file] of envFiles()) addVariables(variables, service, await loadSchema(file));
  const head = [
    "# Every setting of CallFlex. Written by `npm run env:example` from the schemas in services/*/src/env.ts and",
    "# web/server/env.ts: change it there. `npm start` needs none of this; it makes its own settings.",
  ].join("\n");
  const blocks = [...variables].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, variable]) => block(name, variable));
  return `${[head, ...blocks].join("\n\n")}\n`;
}
