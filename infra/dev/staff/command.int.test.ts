import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createPool, type Pool } from "@callflex/db/pool";
import { makeUser } from "@callflex/testing/factories";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runStaffCommand, USAGE, UsageError } from "./command.ts";

let database: TestDatabase;
let pool: Pool;
let admin: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.urls.migrate, { name: "staff-command-test" });
  admin = createPool(database.adminUrl, { name: "staff-command-test" });
});
afterAll(async () => {
  await Promise.all([pool.end(), admin.end()]);
  await database.drop();
});

const run = (...args: string[]) => runStaffCommand(pool, args);

async function stateOf(id: string) {
  const user = await admin.query("SELECT is_staff FROM users WHERE id = $1", [id]);
  const log = await admin.query(
    "SELECT action, actor_kind, after FROM audit_log WHERE organization_id IS NULL AND actor_user_id = $1 ORDER BY id",
    [id],
  );
  return { isStaff: user.rows[0].is_staff as boolean, log: log.rows as object[] };
}

it("makes somebody staff, by their address in any spelling, and takes it back; their log tells", async () => {
  const { id, email } = await makeUser(admin);
  expect(await run(email.toUpperCase())).toBe(`${email} is staff now. It holds from the next request.`);
  expect(await stateOf(id)).toMatchObject({
    isStaff: true,
    log: [{ action: "account.staff_granted", actor_kind: "system" }],
  });
  expect(await run("--revoke", email)).toBe(`${email} isn't staff any more. It holds from the next request.`);
  expect(await stateOf(id)).toMatchObject({
    isStaff: false,
    log: [{ after: { isStaff: true } }, { action: "account.staff_revoked", after: { isStaff: false } }],
  });
});

it("says when there is nothing to do, and writes nothing", async () => {
  const { id, email } = await makeUser(admin);
  expect(await run("--revoke", email)).toBe(`Nothing to do: ${email} isn't staff.`);
  await run(email);
  expect(await run(email)).toBe(`Nothing to do: ${email} is staff already.`);
  expect((await stateOf(id)).log).toHaveLength(1);
});

describe("what can't be carried out", () => {
  it.each([
    [["nobody@example.test"], "no account with the address nobody@example.test"],
    [["nobody"], "Name one account"],
    [["--revoke"], "Name one account"],
    [["a@example.test", "b@example.test"], "Name one account"],
    [["--owner", "a@example.test"], "--owner"],
  ])("%j says how it is meant", async (args, told) => {
    await expect(run(...args)).rejects.toThrow(UsageError);
    await expect(run(...args)).rejects.toThrow(told);
  });

  it("no address at all shows how", async () => {
    expect(await run()).toBe(USAGE);
  });
});

describe("npm run staff:grant", () => {
  const program = fileURLToPath(new URL("../staff-grant.ts", import.meta.url));
  const command = (...args: string[]) =>
    promisify(execFile)(process.execPath, ["--import", "tsx", program, ...args], {
      env: { ...process.env, DATABASE_MIGRATE_URL: database.urls.migrate },
    });

  it("prints, and fails with a clear message", async () => {
    const { id, email } = await makeUser(admin);
    expect((await command(email)).stdout).toContain("is staff now");
    expect((await stateOf(id)).isStaff).toBe(true);
    await expect(command("nobody@example.test")).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining("Sign up first") as string,
    });
  });
});
