import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { createTestDatabase } from "@callflex/testing/postgres";
import { testTemporal } from "@callflex/testing/temporal";
import { Client } from "pg";
import { describe, expect, inject, it } from "vitest";
import { SEARCH_ATTRIBUTE_TYPES } from "./temporal-server.ts";

const run = promisify(execFile);

describe("createTestDatabase", () => {
  it("keeps two files apart and leaves nothing after drop", async () => {
    const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    const client = new Client({ connectionString: one.urls.migrate });
    await client.connect();
    await client.query("CREATE TABLE only_here (id int)");
    const other = new Client({ connectionString: two.urls.migrate });
    await other.connect();
    const { rows } = await other.query("SELECT to_regclass('only_here') AS found");
    expect(rows).toEqual([{ found: null }]);
    await Promise.all([client.end(), other.end()]);
    await Promise.all([one.drop(), two.drop()]);

    const gone = new Client({ connectionString: one.adminUrl });
    await expect(gone.connect()).rejects.toThrow(/does not exist/);
  });
});

describe("testTemporal", () => {
  it("has the search attributes and keeps finished workflows for 30 days", async ({ skip }) => {
    const { address, namespace } = testTemporal();
    const binary = inject("temporal").binary ?? skip("the server was given by TEMPORAL_ADDRESS");
    const ask = async (...args: string[]) => {
      const { stdout } = await run(binary, [...args, "--address", address, "--namespace", namespace, "-o", "json"]);
      return stdout;
    };
    const attributes = await ask("operator", "search-attribute", "list");
    for (const name of Object.keys(SEARCH_ATTRIBUTE_TYPES)) expect(attributes).toContain(name);
    expect(await ask("operator", "namespace", "describe")).toContain('"2592000s"');
  });
});
