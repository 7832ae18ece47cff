import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { z } from "zod";
import { CLONE } from "./servers/places.ts";

/** Where each deployable keeps its schema, by the deployable's name. */
function envFiles(): [string, string][] {
  // The sandbox comes last: where it shares a variable, the product's description is the one to show.
  const last = (name: string) => Number(name === "sandbox");
  const services = readdirSync(path.join(CLONE, "services")).sort((a, b) => last(a) - last(b));
  const files = services.map((name): [string, string] => [name, path.join(CLONE, "services", name, "src/env.ts")]);
  return [["web", path.join(CLONE, "web/server/env.ts")] as [string, string], ...files].filter(([, file]) =>
    existsSync(file),
  );
}

async function loadSchema(file: string): Promise<z.ZodObject> {
  const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  const name = Object.keys(module).find((key) => key.endsWith("EnvSchema"));
  if (!name) throw new Error(`${path.relative(CLONE, file)} exports no <name>EnvSchema`);
  return module[name] as z.ZodObject;
}

/**
 * The schema of each deployable's environment variables.
 *
 * @returns by the deployable's name: web, api, webhooks, worker, sandbox
 * @throws when a deployable has an env.ts without a schema
 */
export async function envSchemas(): Promise<Map<string, z.ZodObject>> {
  const schemas = new Map<string, z.ZodObject>();
  for (const [name, file] of envFiles()) schemas.set(name, await loadSchema(file));
  return schemas;
}
