import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import type {} from "@callflex/testing/provided-context";
import { createDatabase, createRoles, dropDatabase, randomPasswords, roleUrls, type RolePasswords } from "../roles.ts";
import { seed } from "../../../prisma/seed/seed.ts";
import { migrate, migrationsHash } from "../migrate.ts";
import { bundleWorkflows } from "../servers/bundle-workflows.ts";
import { resolveTestPostgres } from "../servers/test-postgres.ts";
import { resolveTestTemporal } from "../servers/test-temporal.ts";

const say = (line: string) => process.stderr.write(`${line}\n`);

/** A migrated and seeded database that every test database is a copy of; nobody may be connected to it. */
async function makeTemplate(adminUrl: string, passwords: RolePasswords): Promise<string> {
  const name = `callflex_template_${migrationsHash()}_${process.pid}`;
  const templateUrl = await createDatabase(adminUrl, name);
  await createRoles(templateUrl, passwords);
  const { migrate: migrateUrl } = roleUrls(templateUrl, passwords);
  await migrate(migrateUrl);
  await seed(migrateUrl);
  return name;
}

/**
 * Starts and makes what integration tests share, once a run: Postgres with a template database, Temporal, and the workflows
 * in one file, because workers are many.
 *
 * @param project hands the addresses to the tests
 * @returns ends them
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [postgres, temporal] = await Promise.all([resolveTestPostgres(say), resolveTestTemporal(say)]);
  const folder = mkdtempSync(path.join(tmpdir(), "callflex-integration-"));
  const stop = async () => {
    await Promise.all([postgres.stop(), temporal.stop()]);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const passwords = randomPasswords();
    const template = await makeTemplate(postgres.adminUrl, passwords);
    project.provide("workflowBundle", await bundleWorkflows(path.join(folder, "workflows.js")));
    project.provide("postgres", { adminUrl: postgres.adminUrl, template, passwords });
    project.provide("temporal", { address: temporal.address, namespace: temporal.namespace, binary: temporal.binary });
    return async () => {
      await dropDatabase(postgres.adminUrl, template);
      await stop();
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
