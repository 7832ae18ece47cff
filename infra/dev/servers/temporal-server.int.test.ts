import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { freePort } from "./free-port.ts";
import { startTemporalServer } from "./temporal-server.ts";

const TAKEN = "address already in use";
const { binary } = inject("temporal");

describe.skipIf(!binary)("a Temporal server whose port another program has", () => {
  let dir: string;
  beforeAll(() => void (dir = mkdtempSync(path.join(tmpdir(), "callflex-temporal-"))));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  async function occupy(): Promise<{ server: Server; port: number }> {
    const port = await freePort();
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    return { server, port };
  }

  it("comes up once the port is free again", async () => {
    const { server, port } = await occupy();
    const logFile = path.join(dir, "freed.log");
    const starting = startTemporalServer({ binary: binary!, port, logFile });
    await vi.waitFor(() => expect(readFileSync(logFile, "utf8")).toContain(TAKEN), { timeout: 30_000, interval: 5 });
    server.close();
    const temporal = await starting;
    expect(temporal.address).toBe(`127.0.0.1:${port}`);
    await temporal.stop();
  });

  it("says so when it stays taken", async () => {
    const { server, port } = await occupy();
    const logFile = path.join(dir, "taken.log");
    await expect(startTemporalServer({ binary: binary!, port, logFile })).rejects.toThrow(TAKEN);
    server.close();
  });
});
