import { randomUUID } from "node:crypto";
import { parseEncryptionKeys } from "@callflex/db/secret-box";
import { makeVapiCredential } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";
import { auditOf, joinTeam } from "./team.ts";

const keys = parseEncryptionKeys(`test:${Buffer.alloc(32, 7).toString("base64")}`);

let api: TestApi;
let ann: SignedIn;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  ann = await api.signUp();
});

/** Gives the organization a key with these times. */
async function addKey(times: { in_use_since?: string; accepted_until?: string; revoked_at?: string } = {}) {
  const { organizationId } = ann;
  await makeVapiCredential(api.admin, { organizationId, secret: randomUUID(), keys });
  const { rows } = await api.admin.query<{ id: string }>(
    "SELECT id FROM vapi_credentials WHERE organization_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1",
    [organizationId],
  );
  const id = rows[0]!.id;
  for (const [column, value] of Object.entries(times)) {
    await api.admin.query(`UPDATE vapi_credentials SET ${column} = now() + $2::interval WHERE id = $1`, [id, value]);
  }
  return id;
}

const rotate = (by = ann, headers: Record<string, string> = {}) =>
  by.request("POST", "/vapi-credentials/rotate", {
    headers: { "x-organization-id": ann.organizationId, ...headers },
  });

async function intents(): Promise<unknown[]> {
  const { rows } = await api.admin.query<{ body: Buffer }>(
    "SELECT body FROM outbox_events WHERE organization_id = $1 AND type = 'vapi_credential.rotate'",
    [ann.organizationId],
  );
  return rows.map(({ body }) => JSON.parse(body.toString("utf8")));
}

describe("webhook keys", () => {
  test("are told with their states, newest first, and never shown", async () => {
    const retired = await addKey({ in_use_since: "-3 hours", accepted_until: "-1 hour", revoked_at: "-1 hour" });
    const replaced = await addKey({ in_use_since: "-2 hours", accepted_until: "30 minutes" });
    const used = await addKey({ in_use_since: "-1 minute" });
    const preparing = await addKey();
    const { status, body } = await ann.get("/vapi-credentials");
    expect(status).toBe(200);
    expect(body.data.map(({ id, state }: { id: string; state: string }) => [id, state])).toEqual([
      [preparing, "preparing"],
      [used, "in_use"],
      [replaced, "replaced"],
      [retired, "retired"],
    ]);
    expect(Object.keys(body.data[0]).sort()).toEqual(["acceptedUntil", "createdAt", "id", "inUseSince", "state"]);
    const { body: first } = await ann.get("/vapi-credentials?limit=3");
    const { body: second } = await ann.get(`/vapi-credentials?limit=3&cursor=${first.nextCursor}`);
    expect(second.data).toEqual(body.data.slice(3));
  });

  test("are those of the own organization, for whoever may manage numbers", async () => {
    await addKey({ in_use_since: "-1 minute" });
    const ben = await api.signUp();
    expect((await ben.get("/vapi-credentials")).body.data).toEqual([]);
    const viewer = await joinTeam(api, ann.organizationId, "viewer");
    const inAnns = { "x-organization-id": ann.organizationId };
    expect((await viewer.get("/vapi-credentials", inAnns)).status).toBe(403);
    expect((await rotate(viewer)).status).toBe(403);
  });
});

describe("changing the key", () => {
  test("is asked for once under the same Idempotency-Key, and stands in the audit log", async () => {
    const id = await addKey({ in_use_since: "-1 hour" });
    const headers = { "idempotency-key": randomUUID() };
    const [one, two] = [await rotate(ann, headers), await rotate(ann, headers)];
    expect([one.status, two.status]).toEqual([202, 202]);
    expect(two.body).toEqual(one.body);
    expect(await intents()).toEqual([{ requestedBy: ann.me.user.id }]);
    expect(await auditOf(api, ann.organizationId, "vapi_credential.rotation_requested")).toMatchObject([
      { entity_type: "vapi_credential", entity_id: id, actor_user_id: ann.me.user.id },
    ]);
  });

  test.each([
    ["there is none yet", async () => undefined, /made with your first phone number/],
    [
      "the next one is being set up",
      async () => {
        await addKey({ in_use_since: "-1 hour" });
        await addKey();
      },
      /being set up already/,
    ],
    [
      "the one before is still accepted",
      async () => {
        await addKey({ in_use_since: "-1 hour", accepted_until: "10 minutes" });
        await addKey({ in_use_since: "-1 minute" });
      },
      /still accepted/,
    ],
  ])("is refused while %s", async (_when, prepare, words) => {
    await prepare();
    const answer = await rotate();
    expect(answer.status).toBe(409);
    expect(answer.body.detail).toMatch(words);
    expect(await intents()).toEqual([]);
  });

  test("is possible again after a change that was given up", async () => {
    await addKey({ in_use_since: "-1 hour" });
    const left = await addKey();
    await api.admin.query("UPDATE vapi_credentials SET created_at = now() - interval '1 day' WHERE id = $1", [left]);
    expect((await rotate()).status).toBe(202);
  });
});
