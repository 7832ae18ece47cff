import { randomUUID } from "node:crypto";
import { newId } from "@callflex/db/ids";
import { makePhoneNumber } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";
import { auditOf, joinTeam } from "./team.ts";

let api: TestApi;
let ann: SignedIn;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  ann = await api.signUp();
});
const inAnns = () => ({ "x-organization-id": ann.organizationId });

async function addFinding(values: Record<string, unknown> = {}): Promise<string> {
  const row = {
    id: newId(),
    organization_id: ann.organizationId,
    provider: "vapi",
    kind: "link_server_wrong",
    resource_id: randomUUID(),
    detail: "deliveries go to https://elsewhere.test",
    ...values,
  };
  const columns = Object.keys(row);
  await api.admin.query(
    `INSERT INTO drift_findings (${columns.join(", ")}) VALUES (${columns.map((_, n) => `$${n + 1}`).join(", ")})`,
    Object.values(row),
  );
  return row.id;
}
const patch = (id: string, state: string, by = ann) =>
  by.request("PATCH", `/drift-findings/${id}`, { body: { state }, headers: inAnns() });

describe("findings", () => {
  test("are told with what they are about, in pages, by state; nothing of the provider's", async () => {
    const { organizationId } = ann;
    const number = await makePhoneNumber(api.admin, { organizationId, label: "Front desk" });
    const first = await addFinding({ phone_number_id: number.id, repair: "relink", repair_attempts: 1 });
    const second = await addFinding({ kind: "credential_double", state: "ignored" });
    const { status, body } = await ann.get("/drift-findings");
    expect(status).toBe(200);
    expect(body.data).toMatchObject([
      { id: second, kind: "credential_double", state: "ignored", phoneNumber: null, assistant: null, repairing: false },
      { id: first, phoneNumber: { id: number.id, e164: number.e164, label: "Front desk" }, repairing: true },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/vapi|twilio|elsewhere/);
    expect((await ann.get("/drift-findings?state=open")).body.data).toHaveLength(1);
    const { body: page } = await ann.get("/drift-findings?limit=1");
    expect((await ann.get(`/drift-findings?limit=1&cursor=${page.nextCursor}`)).body.data).toEqual([body.data[1]]);
  });

  test("are those of the own organization; nobody's are for operators", async () => {
    const id = await addFinding();
    await addFinding({ organization_id: null });
    const ben = await api.signUp();
    expect((await ben.get("/drift-findings")).body.data).toEqual([]);
    expect((await ben.request("PATCH", `/drift-findings/${id}`, { body: { state: "ignored" } })).status).toBe(404);
    expect((await ann.get("/drift-findings")).body.data).toHaveLength(1);
  });

  test("are put aside and taken up again, which stands in the audit log", async () => {
    const id = await addFinding();
    expect((await patch(id, "ignored")).body).toMatchObject({ id, state: "ignored" });
    expect((await patch(id, "ignored")).body).toMatchObject({ state: "ignored" });
    expect((await patch(id, "open")).body).toMatchObject({ state: "open" });
    expect(await auditOf(api, ann.organizationId)).toMatchObject([
      { action: "organization.created" },
      { action: "drift_finding.ignored", entity_id: id, after: { kind: "link_server_wrong" } },
      { action: "drift_finding.reopened", entity_id: id },
    ]);
  });

  test("that are over stay as they are", async () => {
    const id = await addFinding({ state: "repaired" });
    const answer = await patch(id, "ignored");
    expect(answer.status).toBe(409);
    expect(answer.body.detail).toMatch(/over already/);
    expect((await patch(id, "repaired")).status).toBe(422);
  });

  test("may be seen by everybody of the organization, and put aside by whoever manages numbers", async () => {
    const id = await addFinding();
    const viewer = await joinTeam(api, ann.organizationId, "viewer");
    expect((await viewer.get("/drift-findings", inAnns())).body.data).toHaveLength(1);
    expect((await patch(id, "ignored", viewer)).status).toBe(403);
    expect((await viewer.request("POST", "/drift-scans", { headers: inAnns() })).status).toBe(403);
  });
});

describe("a comparison", () => {
  const request = () => ann.request("POST", "/drift-scans", { headers: inAnns() });
  const latest = async () => (await ann.get("/drift-scans/latest")).body;
  const intents = async () =>
    (
      await api.admin.query<{ body: Buffer }>(
        "SELECT body FROM outbox_events WHERE organization_id = $1 AND type = 'drift.scan'",
        [ann.organizationId],
      )
    ).rows.map(({ body }) => JSON.parse(body.toString("utf8")) as unknown);
  const finish = (at: string) =>
    api.admin.query("UPDATE organizations SET drift_scanned_at = now() + $2::interval WHERE id = $1", [
      ann.organizationId,
      at,
    ]);

  test("is asked for once while it is under way, and can be asked for again after it", async () => {
    expect(await latest()).toEqual({ state: "never", requestedAt: null, finishedAt: null });
    const [one, two] = [await request(), await request()];
    expect([one.status, two.status]).toEqual([202, 202]);
    expect(one.body).toMatchObject({ state: "running", finishedAt: null });
    expect(two.body).toEqual(one.body);
    expect(await intents()).toEqual([{ scope: "organization" }]);
    await finish("1 second");
    expect(await latest()).toMatchObject({ state: "finished", finishedAt: expect.any(String) });
    await finish("0 seconds");
    await request();
    expect(await intents()).toHaveLength(2);
    expect(await auditOf(api, ann.organizationId, "drift_scan.requested")).toHaveLength(2);
  });

  test("that never ended says so, and can be asked for again", async () => {
    await request();
    await api.admin.query(
      "UPDATE organizations SET drift_scan_requested_at = now() - interval '3 hours' WHERE id = $1",
      [ann.organizationId],
    );
    expect(await latest()).toMatchObject({ state: "unfinished" });
    expect((await request()).body).toMatchObject({ state: "running" });
    expect(await intents()).toHaveLength(2);
  });
});
