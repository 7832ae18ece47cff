import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { envSchemas } from "../env-schemas.ts";
import { roleUrls } from "../roles.ts";
import { planParts, type PartPlans } from "./part-plans.ts";
import { loadSecrets } from "./secrets.ts";

let dir: string;
let plans: PartPlans;
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), "callflex-plans-"));
  const secrets = loadSecrets(dir);
  plans = planParts({
    ports: { web: 1, api: 2, webhooks: 3, sandbox: 4, postgres: 5, temporal: 6, temporalUi: 7 },
    secrets,
    urls: roleUrls("postgres://postgres:x@127.0.0.1:5/callflex", secrets.roles),
    temporal: { address: "127.0.0.1:6", namespace: "default", uiUrl: "http://127.0.0.1:7" },
    sandboxDir: path.join(dir, "sandbox"),
    firstCallAfterSeconds: 3,
  });
});
afterAll(() => rmSync(dir, { recursive: true }));

describe("planParts", () => {
  it.each(["web", "api", "webhooks", "worker", "sandbox"] as const)(
    "gives %s what it reads, and nothing else",
    async (name) => {
      const schema = (await envSchemas()).get(name)!;
      const { NODE_ENV: _, ...env } = plans[name].env;
      expect(Object.keys(env).filter((key) => !(key in schema.shape))).toEqual([]);
      expect(schema.safeParse(env)).toMatchObject({ success: true });
    },
  );

  it("gives each part only the database role that is its own", () => {
    const roles = ({ env }: { env: Record<string, string> }) =>
      Object.entries(env)
        .filter(([key]) => key.startsWith("DATABASE_"))
        .map(([, url]) => new URL(url).username);
    expect(roles(plans.api)).toEqual(["callflex_app", "callflex_auth", "callflex_app"]);
    expect(roles(plans.webhooks)).toEqual(["callflex_service", "callflex_service"]);
    expect(roles(plans.worker)).toEqual(["callflex_service", "callflex_service"]);
    expect([...roles(plans.web), ...roles(plans.sandbox)]).toEqual([]);
  });
});

describe("loadSecrets", () => {
  it("makes them once and keeps them from others", () => {
    const first = loadSecrets(dir);
    expect(loadSecrets(dir)).toEqual(first);
    expect(statSync(path.join(dir, "secrets.json")).mode & 0o777).toBe(0o600);
  });
});
