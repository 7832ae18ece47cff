import { newId } from "@callflex/db/ids";
import { createPool, type Pool } from "@callflex/db/pool";
import { transaction } from "@callflex/db/transaction";
import { makeOrganization, makePhoneNumber } from "@callflex/testing/factories";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Difference } from "./drift-facts.ts";
import { recordDifferences } from "./record-differences.ts";
import { REPAIR_ATTEMPTS } from "./repair-attempts.ts";

let database: TestDatabase;
let service: Pool;
let admin: Pool;
let organizationId: string;
let phoneNumberId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  service = createPool(database.urls.service, { name: "drift-test" });
  admin = createPool(database.adminUrl, { name: "drift-test" });
});
beforeEach(async () => {
  organizationId = (await makeOrganization(admin)).id;
  phoneNumberId = (await makePhoneNumber(admin, { organizationId })).id;
});
afterAll(async () => {
  await Promise.all([service.end(), admin.end()]);
  await database.drop();
});

const difference = (change: Partial<Difference> = {}): Difference => ({
  kind: "link_server_wrong",
  provider: "vapi",
  resourceId: phoneNumberId,
  organizationId,
  phoneNumberId,
  assistantId: null,
  detail: "deliveries go elsewhere",
  repair: "relink",
  busy: false,
  ...change,
});
const record = (differences: Difference[], repair: "due" | "new" = "due", scope: string | null = organizationId) =>
  transaction(service, (tx) => recordDifferences(tx, { organizationId: scope, differences, repair }));
const standing = async () =>
  (
    await admin.query<{ kind: string; state: string; repair_attempts: number; resolved_at: Date | null }>(
      "SELECT * FROM drift_findings WHERE organization_id = $1 ORDER BY first_seen_at, kind",
      [organizationId],
    )
  ).rows;
const intents = async () =>
  (
    await admin.query<{ type: string; body: Buffer }>(
      "SELECT type, body FROM outbox_events WHERE organization_id = $1 ORDER BY received_at",
      [organizationId],
    )
  ).rows.map(({ type, body }) => [type, JSON.parse(body.toString("utf8")) as unknown]);

describe("findings", () => {
  it("are kept once, with when they were seen last, and end when they aren't seen", async () => {
    expect(await record([difference()])).toEqual({ open: 1, repairing: 1, added: 1, resolved: 0, repairs: 1 });
    expect(await record([difference()], "new")).toMatchObject({ open: 1, added: 0, repairs: 0 });
    expect(await record([])).toMatchObject({ open: 0, resolved: 1 });
    expect(await standing()).toMatchObject([{ state: "repaired", resolved_at: expect.any(Date) }]);
    // The same thing later is another finding.
    expect(await record([difference({ repair: null })])).toMatchObject({ open: 1, repairing: 0, added: 1 });
    await record([]);
    expect((await standing()).map(({ state }) => state)).toEqual(["repaired", "gone"]);
  });

  it("that somebody is at are neither begun nor ended", async () => {
    expect(await record([difference({ busy: true })])).toMatchObject({ open: 0, added: 0, repairs: 0 });
    await record([difference()]);
    expect(await record([difference({ busy: true })])).toMatchObject({ open: 1, resolved: 0, repairs: 0 });
    expect(await standing()).toMatchObject([{ state: "open", repair_attempts: 1 }]);
  });

  it("of others are neither begun nor ended by an organization's own comparison", async () => {
    const mine = organizationId;
    await record([difference()]);
    organizationId = (await makeOrganization(admin)).id;
    const nobodys = difference({ organizationId: null, phoneNumberId: null, resourceId: newId(), repair: null });
    expect(await record([nobodys])).toEqual({ open: 0, repairing: 0, added: 0, resolved: 0, repairs: 0 });
    organizationId = mine;
    expect(await standing()).toMatchObject([{ state: "open" }]);
  });

  it("of two comparisons at once are kept once, and repaired once", async () => {
    await Promise.all([record([difference()], "new"), record([difference()], "new")]);
    expect(await standing()).toHaveLength(1);
    expect(await intents()).toHaveLength(1);
  });
});

describe("repairs", () => {
  it("go by the product's own intents, one for all that is wrong with a thing", async () => {
    const assistantId = newId();
    await admin.query(
      "INSERT INTO assistants (id, organization_id, name, first_message, prompt) VALUES ($1, $2, 'A', '', '')",
      [assistantId, organizationId],
    );
    const ofAssistant = { phoneNumberId: null, assistantId, repair: "sync" as const };
    const ofConnection = { phoneNumberId: null, repair: "credential" as const };
    const counts = await record([
      difference(),
      difference({ kind: "link_fallback_wrong" }),
      difference({ ...ofAssistant, kind: "assistant_missing", resourceId: newId() }),
      difference({ ...ofConnection, kind: "credential_missing", resourceId: newId() }),
    ]);
    expect(counts).toMatchObject({ open: 4, repairing: 4, repairs: 3 });
    expect(await intents()).toEqual([
      ["phone_number.relink", { phoneNumberId, anew: true }],
      ["assistant.sync", { assistantId }],
      ["vapi_credential.ensure", {}],
    ]);
  });

  it("aren't waited for where they only show what a person has to decide", async () => {
    const changed = difference({ kind: "assistant_changed", phoneNumberId: null, repair: "sync" });
    expect(await record([changed])).toMatchObject({ open: 1, repairing: 0 });
  });

  it("are given up after some that were in vain: a person has to look", async () => {
    for (let attempt = 0; attempt <= REPAIR_ATTEMPTS; attempt += 1) await record([difference()]);
    expect(await intents()).toHaveLength(REPAIR_ATTEMPTS);
    expect(await standing()).toMatchObject([{ state: "open", repair_attempts: REPAIR_ATTEMPTS }]);
  });

  it("aren't asked for about what a person put aside", async () => {
    await record([difference({ repair: null })]);
    await admin.query("UPDATE drift_findings SET state = 'ignored' WHERE organization_id = $1", [organizationId]);
    expect(await record([difference()])).toMatchObject({ open: 1, repairing: 0, repairs: 0 });
    expect(await record([])).toMatchObject({ open: 0, resolved: 1 });
  });
});
