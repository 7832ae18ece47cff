import { setTimeout } from "node:timers/promises";
import { transaction } from "@callflex/db/transaction";
import { makePhoneNumber } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAssistant, intentsOf, patchAssistant, RECEPTIONIST as content } from "./receptionist.ts";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";
import { choosePlan } from "./team.ts";

let api: TestApi;
let ann: SignedIn;
let organizationId: string;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  ann = await api.signUp();
  organizationId = ann.organizationId;
  await choosePlan(api, organizationId, { key: "roomy", maxMembers: 5, maxAssistants: 10, features: [] });
});

const create = (given: Record<string, unknown> = {}, status = "active") => createAssistant(ann, given, status);
const patch = (id: string, given: object, headers: Record<string, string> = {}) =>
  patchAssistant(ann, id, given, headers);
const intents = (type = "assistant.%") => intentsOf(api, organizationId, type);

describe("the check before publishing", () => {
  const addRun = (id: string, state: "passed" | "failed") =>
    api.admin.query(
      `INSERT INTO assistant_test_runs (id, organization_id, assistant_id, assistant_version, state, simulated, finished_at)
       VALUES (gen_random_uuid(), $1, $2, 1, $3, true, now())`,
      [organizationId, id, state],
    );

  test("tells faults, warnings and what callers would hear that is new", async () => {
    const { id } = await create();
    const check = await ann.request("POST", `/assistants/${id}/check`, {
      body: { content: { functions: [], prompt: `${content.prompt}\nBe kind to {{nobody}}.` } },
    });
    expect(check.status).toBe(200);
    expect(check.body.faults).toEqual([
      { pointer: "/prompt", message: expect.stringContaining("{{nobody}} is no variable") as unknown },
    ]);
    expect(check.body.warnings[0].pointer).toBe("/functions");
    expect(check.body.againstVersion).toBeNull();
    expect(check.body.diff.every((line: { kind: string }) => line.kind === "added")).toBe(true);
    expect((await ann.get(`/assistants/${id}`)).body.version).toBe(1);
  });

  test("warns of tests that failed", async () => {
    const { id } = await create();
    await addRun(id, "failed");
    const { body } = await ann.request("POST", `/assistants/${id}/check`, { body: {} });
    expect(body).toMatchObject({ faults: [], latestTestRun: { state: "failed", assistantVersion: 1 } });
    expect(body.warnings).toContainEqual({ pointer: "", message: expect.stringContaining("test run") as unknown });
  });

  test("warns of tests that weren't run on what goes live", async () => {
    const { id } = await create();
    const warned = async (changes: object = {}) => {
      const { body } = await ann.request("POST", `/assistants/${id}/check`, { body: changes });
      return (body.warnings as { message: string }[]).map(({ message }) => message);
    };
    const notRun = (on: string) => [expect.stringContaining(`tests haven't been run on ${on}`) as unknown];
    expect(await warned()).toEqual(notRun("this version"));
    await addRun(id, "passed");
    expect(await warned()).toEqual([]);
    await api.admin.query("UPDATE assistant_tests SET name = 'Another name' WHERE assistant_id = $1", [id]);
    expect(await warned()).toEqual([expect.stringContaining("changed or added since the last run")]);
    await addRun(id, "passed");
    expect(await warned({ content: { firstMessage: content.firstMessage } })).toEqual([]);
    expect(await warned({ content: { firstMessage: "Good day!" } })).toEqual(notRun("these changes"));
    await patch(id, { firstMessage: "Good day!" });
    expect(await warned()).toEqual(notRun("this version"));
    await api.admin.query("DELETE FROM assistant_tests WHERE assistant_id = $1", [id]);
    expect(await warned()).toEqual([]);
  });

  test("is kept with the version that goes live", async () => {
    const draft = await create({ functions: [] }, "draft");
    await ann.request("POST", `/assistants/${draft.id}/status`, { body: { status: "active" } });
    const { body } = await ann.get(`/assistants/${draft.id}/versions/1`);
    expect(body.checks).toMatchObject({ faults: [], warnings: [{ pointer: "/functions" }] });
  });
});

describe("status", () => {
  test("pauses and goes on; a draft goes live once it is complete", async () => {
    const { id } = await create();
    const status = (of: string, to: string) =>
      ann.request("POST", `/assistants/${of}/status`, { body: { status: to } });
    expect((await status(id, "paused")).body.status).toBe("paused");
    expect((await status(id, "active")).body.status).toBe("active");
    const draft = await create({ prompt: "" }, "draft");
    expect((await status(draft.id, "paused")).status).toBe(409);
    expect((await status(draft.id, "active")).status).toBe(422);
    await patch(draft.id, { prompt: content.prompt });
    expect((await status(draft.id, "active")).body.status).toBe("active");
    expect((await ann.get("/assistants?status=active")).body.data).toHaveLength(2);
  });

  test("a sync by hand is for what is live", async () => {
    const { id } = await create();
    expect((await ann.request("POST", `/assistants/${id}/sync`)).status).toBe(202);
    expect(await intents()).toHaveLength(2);
    const draft = await create({}, "draft");
    expect((await ann.request("POST", `/assistants/${draft.id}/sync`)).status).toBe(409);
  });

  test("what was changed on the telephone side is given up by a sync or a save alone, and only once it is known", async () => {
    const { id } = await create();
    const ways = {
      sync: () => ann.request("POST", `/assistants/${id}/sync`),
      save: () => patch(id, { name: `Two ${Math.random()}` }),
      knowledge: () =>
        ann.request("POST", `/assistants/${id}/knowledge`, { body: { kind: "text", title: "Prices", content: "10" } }),
      status: async () => {
        await ann.request("POST", `/assistants/${id}/status`, { body: { status: "paused" } });
        return ann.request("POST", `/assistants/${id}/status`, { body: { status: "active" } });
      },
    };
    async function accepts(way: keyof typeof ways, drift: object[] | null) {
      await api.admin.query("UPDATE assistants SET drift = $2, drift_accepted = false WHERE id = $1", [
        id,
        drift && JSON.stringify(drift),
      ]);
      expect((await ways[way]()).status).toBeLessThan(300);
      const { rows } = await api.admin.query("SELECT drift_accepted FROM assistants WHERE id = $1", [id]);
      return (rows[0] as { drift_accepted: boolean }).drift_accepted;
    }
    const known = [{ part: "Greeting", ours: "Hello!", found: "Buy now!" }];
    expect(await accepts("sync", null)).toBe(false);
    expect(await accepts("save", null)).toBe(false);
    expect(await accepts("knowledge", known)).toBe(false);
    expect(await accepts("status", known)).toBe(false);
    expect(await accepts("sync", known)).toBe(true);
    expect(await accepts("save", known)).toBe(true);
  });
});

describe("history", () => {
  test("is paged, shown and brought back", async () => {
    const { id } = await create();
    for (const name of ["Two", "Three", "Four"]) await patch(id, { name });
    const first = await ann.get(`/assistants/${id}/versions?limit=3`);
    expect(first.body.data.map((one: { version: number }) => one.version)).toEqual([4, 3, 2]);
    expect(first.body.data[0].createdBy).toBe("Ann Hill");
    const second = await ann.get(`/assistants/${id}/versions?limit=3&cursor=${first.body.nextCursor}`);
    expect(second.body.data.map((one: { version: number }) => one.version)).toEqual([1]);
    expect(second.body.nextCursor).toBeNull();
    expect((await ann.get(`/assistants/${id}/versions/2`)).body.content.name).toBe("Two");
    const restored = await ann.request("POST", `/assistants/${id}/versions/1/restore`);
    expect(restored.body).toMatchObject({ version: 5, name: content.name });
    expect((await ann.get(`/assistants/${id}/versions/5`)).body.restoredFrom).toBe(1);
    expect((await ann.get(`/assistants/${id}/versions/9`)).status).toBe(404);
    expect((await ann.get("/assistants?cursor=" + first.body.nextCursor)).status).toBe(400);
  });
});

describe("duplicating", () => {
  test("makes a draft with content, knowledge and tests, without numbers", async () => {
    const { id } = await create();
    await makePhoneNumber(api.admin, { organizationId, assistantId: id });
    await api.admin.query(
      `INSERT INTO knowledge_entries (id, organization_id, assistant_id, kind, title, content)
       VALUES (gen_random_uuid(), $1, $2, 'text', 'Parking', 'Behind the house')`,
      [organizationId, id],
    );
    const copy = await ann.request("POST", `/assistants/${id}/duplicate`, { body: {} });
    expect(copy.status).toBe(201);
    expect(copy.body).toMatchObject({ name: "Copy of Receptionist", status: "draft", phoneNumbers: [] });
    expect(copy.body.content.prompt).toBe(content.prompt);
    const { rows } = await api.admin.query("SELECT title FROM knowledge_entries WHERE assistant_id = $1", [
      copy.body.id,
    ]);
    expect(rows).toEqual([{ title: "Parking" }]);
  });
});

describe("deleting", () => {
  test("takes it out of lists at once, and out of VAPI by an intent", async () => {
    const { id } = await create();
    expect((await ann.request("DELETE", `/assistants/${id}`)).status).toBe(204);
    expect((await ann.get(`/assistants/${id}`)).status).toBe(404);
    expect((await ann.request("DELETE", `/assistants/${id}`)).status).toBe(404);
    expect((await ann.get("/assistants")).body.data).toEqual([]);
    expect(await intents("assistant.delete")).toEqual([{ type: "assistant.delete", assistantId: id }]);
  });

  test("wants to be confirmed where numbers lead to it, and takes it out of them", async () => {
    const { id } = await create();
    const own = await makePhoneNumber(api.admin, { organizationId, assistantId: id });
    const byRule = await makePhoneNumber(api.admin, { organizationId });
    await api.admin.query("UPDATE phone_numbers SET routing = $2 WHERE id = $1", [
      byRule.id,
      { afterHours: { do: "other_assistant", assistantId: id }, businessHours: { do: "take_message" } },
    ]);
    const { body: shown } = await ann.get(`/assistants/${id}`);
    expect(shown.phoneNumbers).toEqual([{ id: own.id, e164: own.e164, label: null }]);
    expect(shown.ruleNumbers).toEqual([{ id: byRule.id, e164: byRule.e164, label: null }]);
    const refused = await ann.request("DELETE", `/assistants/${id}`);
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toContain(`answers ${own.e164}: nobody`);
    expect(refused.body.detail).toContain(`calls of ${byRule.e164}: their own assistant`);
    expect((await ann.request("DELETE", `/assistants/${id}?unassign=true`)).status).toBe(204);
    const { rows } = await api.admin.query(
      "SELECT assistant_id, routing -> 'afterHours' AS after_hours, routing -> 'businessHours' AS business_hours FROM phone_numbers WHERE organization_id = $1 ORDER BY created_at",
      [organizationId],
    );
    expect(rows).toMatchObject([
      { assistant_id: null },
      { after_hours: { do: "assistant" }, business_hours: { do: "take_message" } },
    ]);
    // A form that was opened before still names the assistant.
    for (const { id: numberId } of [own, byRule]) {
      const path = `/phone-numbers/${numberId}`;
      const headers = { "if-match": '"1"' };
      expect((await ann.request("PATCH", path, { body: { label: "Shop" }, headers })).status).toBe(412);
      expect((await ann.request("PUT", `${path}/routing`, { body: {}, headers })).status).toBe(412);
    }
  });

  test("keeps what is changed about its numbers at the same time", async () => {
    const { id } = await create();
    const number = await makePhoneNumber(api.admin, { organizationId });
    const rule = { do: "other_assistant", assistantId: id };
    await api.admin.query("UPDATE phone_numbers SET routing = $2 WHERE id = $1", [number.id, { afterHours: rule }]);
    let deleting: ReturnType<typeof ann.request> | undefined;
    await transaction(api.admin, async (tx) => {
      await tx.run("UPDATE phone_numbers SET routing = $2 WHERE id = $1", [
        number.id,
        { afterHours: rule, businessHours: { do: "take_message" } },
      ]);
      deleting = ann.request("DELETE", `/assistants/${id}?unassign=true`);
      await setTimeout(500);
    });
    expect((await deleting!).status).toBe(204);
    const { rows } = await api.admin.query("SELECT routing FROM phone_numbers WHERE id = $1", [number.id]);
    expect(rows).toMatchObject([
      { routing: { afterHours: { do: "assistant" }, businessHours: { do: "take_message" } } },
    ]);
  });

  test("is given to no number while it is being deleted", async () => {
    const { id } = await create();
    const number = await makePhoneNumber(api.admin, { organizationId });
    const path = `/phone-numbers/${number.id}`;
    const routing = (await ann.get(`${path}/routing`)).body.routing as object;
    let giving: ReturnType<typeof ann.request>[] = [];
    await transaction(api.admin, async (tx) => {
      await tx.run("UPDATE assistants SET deleted_at = now() WHERE id = $1", [id]);
      giving = [
        ann.request("PATCH", path, { body: { assistantId: id } }),
        ann.request("PUT", `${path}/routing`, {
          body: { ...routing, afterHours: { do: "other_assistant", assistantId: id } },
        }),
      ];
      await setTimeout(500);
    });
    expect((await Promise.all(giving)).map(({ status }) => status)).toEqual([422, 422]);
  });
});
