import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CLONE } from "../servers/places.ts";
import { connectControl, startControl } from "./control.ts";
import { createSupervisor, type Supervisor } from "./supervisor.ts";

/** A service as small as can be, with the life cycle of the real ones. */
const SERVICE = `
  import { createLogger } from ${JSON.stringify(path.join(CLONE, "packages/platform/src/logger.ts"))};
  import { runService } from ${JSON.stringify(path.join(CLONE, "packages/platform/src/service.ts"))};
  const logger = createLogger({ service: "little", level: "info" });
  await runService(logger, async (onStop) => {
    if (process.env.FAILS) throw new Error("the settings are wrong");
    const alive = setInterval(() => undefined, 1000);
    onStop(() => clearInterval(alive));
    if (process.env.CRASHES) setTimeout(() => { throw new Error("a bug in little"); }, 100);
  });
`;

let dir: string;
let supervisor: Supervisor;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "callflex-supervisor-"));
  writeFileSync(path.join(dir, "service.mts"), SERVICE);
  supervisor = createSupervisor(dir);
});
afterEach(async () => {
  await supervisor.stop([]);
  rmSync(dir, { recursive: true });
});

const plan = (name: string, env: Record<string, string> = {}) => ({ name, entry: path.join(dir, "service.mts"), env });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("createSupervisor", () => {
  it("starts parts and ends them", async () => {
    await supervisor.start([plan("one"), plan("two")]);
    const pids = supervisor.running().map(({ pid }) => pid);
    expect(pids.map(isAlive)).toEqual([true, true]);
    await supervisor.stop([["two"], ["one"]]);
    expect(pids.map(isAlive)).toEqual([false, false]);
  });

  it("tells which part ended by itself, with its last words", async () => {
    await supervisor.start([plan("one", { CRASHES: "1" })]);
    const report = await supervisor.crashed;
    expect(report).toMatch(/^one ended by itself \(1\)/);
    expect(report).toContain("a bug in little");
  });

  it("tells why a part can't start", async () => {
    await expect(supervisor.start([plan("one", { FAILS: "1" })])).rejects.toThrow(
      /one ended .*the settings are wrong/s,
    );
  });

  it("gives a part no secret of the shell", async () => {
    vi.stubEnv("SOMEBODYS_TOKEN", "x");
    writeFileSync(path.join(dir, "service.mts"), `console.log(JSON.stringify(process.env)); process.exit(1);`);
    await expect(supervisor.start([plan("one", { GIVEN: "yes" })])).rejects.toThrow(/one ended/);
    const seen = readFileSync(path.join(dir, "one.log"), "utf8");
    expect(seen).toContain('"GIVEN":"yes"');
    expect(seen).not.toContain("SOMEBODYS_TOKEN");
  });

  it("leaves no part behind when it is killed itself", async () => {
    const code = `
      import { createSupervisor } from ${JSON.stringify(path.join(CLONE, "infra/dev/stack/supervisor.ts"))};
      const supervisor = createSupervisor(${JSON.stringify(dir)});
      await supervisor.start([${JSON.stringify(plan("one"))}]);
      process.send(supervisor.running()[0].pid);
    `;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], {
      cwd: CLONE,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const [pid] = (await once(child, "message")) as [number];
    expect(isAlive(pid)).toBe(true);
    child.kill("SIGKILL");
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 20_000 });
  });
});

describe("startControl", () => {
  it("lets a tool of the same user kill a part and start it again", async () => {
    await supervisor.start([plan("one")]);
    const end = await startControl(supervisor, dir);
    expect(statSync(path.join(dir, "control.json")).mode & 0o777).toBe(0o600);
    const control = (await connectControl(dir))!;
    const [before] = await control.parts();

    await control.kill("one");
    expect(await control.parts()).toEqual([]);
    expect(isAlive(before!.pid)).toBe(false);
    await expect(control.kill("one")).rejects.toThrow(/No part named one/);

    await control.revive("one");
    const [after] = await control.parts();
    expect(after!.pid).not.toBe(before!.pid);
    await expect(control.revive("one")).rejects.toThrow(/runs already/);

    await end();
    expect(await connectControl(dir)).toBeUndefined();
  });

  it("refuses whoever doesn't know the token", async () => {
    const end = await startControl(supervisor, dir);
    const { url } = JSON.parse(readFileSync(path.join(dir, "control.json"), "utf8")) as { url: string };
    for (const authorization of ["", "Bearer x", `Bearer ${"x".repeat(32)}`]) {
      expect((await fetch(`${url}/parts`, { headers: { authorization } })).status).toBe(401);
    }
    await end();
  });
});
