import { createPool, type Pool } from "@callflex/db/pool";
import { transaction } from "@callflex/db/transaction";
import type { Difference } from "@callflex/domain/drift/drift-facts";
import { recordDifferences } from "@callflex/domain/drift/record-differences";
import { makeOrganization } from "@callflex/testing/factories";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UsageError } from "../outbox/command.ts";
import { runDriftCommand, USAGE } from "./command.ts";

let database: TestDatabase;
let pool: Pool;
let admin: Pool;
let organizationId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.urls.service, { name: "drift-command-test" });
  admin = createPool(database.adminUrl, { name: "drift-command-test" });
  organizationId = (await makeOrganization(admin)).id;
});
afterAll(async () => {
  await Promise.all([pool.end(), admin.end()]);
  await database.drop();
});

const run = (...args: string[]) => runDriftCommand(pool, args);

const nobodys: Difference = {
  kind: "number_unowned",
  provider: "twilio",
  resourceId: "PN1",
  organizationId: null,
  phoneNumberId: null,
  assistantId: null,
  detail: "+14155550101 is in\nthe account\u001b[31m",
  repair: null,
  busy: false,
};
const theirs = (): Difference => ({
  ...nobodys,
  kind: "credential_missing",
  provider: "vapi",
  resourceId: "c1",
  organizationId,
  detail: "is not there",
  repair: "credential",
});
const find = (differences: Difference[]) =>
  transaction(pool, (tx) => recordDifferences(tx, { organizationId: null, differences, repair: "due" }));

describe("list", () => {
  it("shows what is open, whose it is and how it is repaired, narrowed as one likes", async () => {
    await find([nobodys, theirs()]);
    const all = await run("list");
    expect(all.split("\n")[0]).toMatch(
      /^FOUND \(UTC\) +SEEN \(UTC\) +PROVIDER +KIND +RESOURCE +ORGANIZATION +REPAIR +WHAT$/,
    );
    expect(all.split("\n")).toHaveLength(3);
    expect(all).toMatch(/number_unowned +PN1 +nobody's +\+14155550101 is in the account \[31m/);
    expect(all).toMatch(new RegExp(`credential_missing +c1 +${organizationId} +credential, 1× +is not there`));
    expect(await run("list", "--nobodys")).not.toContain("credential_missing");
    expect(await run("list", "--organization", organizationId)).not.toContain("number_unowned");
    expect((await run("list", "--limit", "1")).split("\n")).toHaveLength(2);
    expect(await run("list", "--state", "gone")).toBe("Nothing was found that is so.");
    await find([]);
    expect(await run("list")).toBe("Nothing was found that is so.");
    expect(await run("list", "--state", "gone")).toContain("PN1");
    expect(await run("list", "--state", "repaired")).toContain("c1");
  });
});

describe("scan", () => {
  it("asks for a comparison of everything", async () => {
    const told = await run("scan");
    const { rows } = await admin.query<{ id: string; organization_id: string | null; body: Buffer; state: string }>(
      "SELECT e.*, d.state FROM outbox_events e JOIN outbox_deliveries d ON d.event_id = e.id WHERE type = 'drift.scan'",
    );
    expect(rows).toMatchObject([{ organization_id: null, state: "pending" }]);
    expect(JSON.parse(rows[0]!.body.toString("utf8"))).toEqual({ scope: "all" });
    expect(told).toContain(`drift-scan/${rows[0]!.id}`);
  });
});

describe("what can't be carried out", () => {
  it.each([
    [["lst"], "There is no command lst"],
    [["list", "--state", "alive"], "--state must be one of"],
    [["list", "--limit", "many"], "--limit"],
    [["list", "--organization", "acme"], "--organization"],
    [["list", "--colour"], "--colour"],
    [["scan", "all"], "Too much"],
  ])("%j says how it is meant", async (args, told) => {
    await expect(run(...args)).rejects.toThrow(UsageError);
    await expect(run(...args)).rejects.toThrow(told);
  });

  it("no command at all shows them", async () => {
    expect(await run()).toBe(USAGE);
  });
});
