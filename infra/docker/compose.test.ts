import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Ajv, type AnySchemaObject } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { CLONE } from "../dev/servers/places.ts";
import { SEARCH_ATTRIBUTE_TYPES } from "../dev/servers/temporal-server.ts";

interface Service {
  image?: string;
  restart?: string;
  volumes?: string[];
  healthcheck?: object;
  depends_on?: Record<string, { condition: string }>;
}

const text = readFileSync(path.join(CLONE, "docker-compose.yml"), "utf8");
const compose = parse(text, { merge: true }) as { services: Record<string, Service>; volumes: object };
const services = Object.entries(compose.services);

/** The Compose specification's own schema comes with the npm package docker-compose, which testcontainers brings. */
function composeSchema(): AnySchemaObject {
  const fromTestcontainers = createRequire(createRequire(import.meta.url).resolve("testcontainers"));
  const root = path.dirname(path.dirname(fromTestcontainers.resolve("docker-compose")));
  const schema = JSON.parse(readFileSync(path.join(root, "schema/compose-spec.json"), "utf8")) as AnySchemaObject;
  // It names draft 7 by an address that no validator knows.
  delete schema.$schema;
  return schema;
}

describe("docker-compose.yml", () => {
  it("fits the Compose specification", () => {
    const ajv = new Ajv({ allErrors: true, strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(composeSchema());
    expect({ fits: validate(compose), errors: validate.errors }).toEqual({ fits: true, errors: null });
    expect(validate({ services: { postgres: { imagge: "postgres" } } })).toBe(false);
  });

  it.each(services)("%s has a pinned image", (_, { image }) => {
    expect(image).toMatch(/:v?\d+\.\d+/);
  });

  it.each(services.filter(([, { restart }]) => restart === "unless-stopped"))(
    "%s says whether it is healthy",
    (_, one) => {
      expect(one.healthcheck).toBeDefined();
    },
  );

  it.each(services)("%s mounts what exists", (_, { volumes = [] }) => {
    for (const volume of volumes) {
      const source = volume.split(":")[0]!;
      const exists = source.startsWith("./") ? existsSync(path.join(CLONE, source)) : source in compose.volumes;
      expect({ volume, exists }).toEqual({ volume, exists: true });
    }
  });

  it.each(services)("%s waits for services that can be healthy", (_, one) => {
    for (const [name, { condition }] of Object.entries(one.depends_on ?? {})) {
      expect(condition).toBe("service_healthy");
      expect(compose.services[name]?.healthcheck).toBeDefined();
    }
  });

  it("holds no password", () => {
    const passwords = text.split("\n").filter((line) => /^\s+\w*(PASSWORD|PWD)\w*:/.test(line));
    expect(passwords.length).toBeGreaterThan(8);
    for (const line of passwords) expect(line).toMatch(/\$\{\w+:\?/);
  });

  it("registers the search attributes of the dev server", () => {
    const script = readFileSync(path.join(CLONE, "infra/docker/temporal/search-attributes.sh"), "utf8");
    const pairs = Object.entries(SEARCH_ATTRIBUTE_TYPES).map(([name, type]) => `${name}=${type}`);
    expect(/for pair in (.+); do/.exec(script)?.[1]?.split(" ")).toEqual(pairs);
  });
});
