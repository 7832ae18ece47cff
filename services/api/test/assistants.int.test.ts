import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { transaction } from "@callflex/db/transaction";
import { makeMember, makePhoneNumber } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";
import { auditOf, choosePlan } from "./team.ts";

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

const day = [{ opens: "08:00", closes: "18:00" }];
const content = {
  name: "Receptionist",
  firstMessage: "Hello, this is {{companyName}}. How can I help?",
  prompt: "You answer the phone of {{companyName}}. Find out what the caller wants, and take a message for the team.",
  variables: [{ type: "text", key: "companyName", label: "Company", required: true }],
  variableValues: { companyName: "Hill Plumbing" },
  functions: [{ type: "takeMessage", when: "Take a message once you have it in full." }],
};

async function create(given: Record<string, unknown> = {}, status = "active") {
  const answer = await ann.request("POST", "/assistants", { body: { content: { ...content, ...given }, status } });
  expect(answer.body).toMatchObject({ status });
  expect(answer.status).toBe(201);
  return answer.body;
}

function patch(id: string, given: object, headers: Record<string, string> = {}) {
  return ann.request("PATCH", `/assistants/${id}`, { body: { content: given }, headers });
}

/** What was asked of the relay, oldest first. */
async function intents(type = "assistant.%") {
  const { rows } = await api.admin.query<{ type: string; body: Buffer }>(
    "SELECT type, body FROM outbox_events WHERE organization_id = $1 AND type LIKE $2 ORDER BY received_at, id",
    [organizationId, type],
  );
  return rows.map((row) => ({ type: row.type, ...(JSON.parse(row.body.toString()) as object) }));
}

describe("templates", () => {
  test("are a gallery by industry, each with a sample and what it can do", async () => {
    const { body: all } = await ann.get("/templates");
    expect(all.data.length).toBeGreaterThanOrEqual(12);
    const { body: legal } = await ann.get("/templates?industrySlug=legal");
    expect(legal.data.length).toBeGreaterThanOrEqual(2);
    expect(legal.data.every((one: { industrySlug: string }) => one.industrySlug === "legal")).toBe(true);
    expect(legal.data[0].sampleConversation.length).toBeGreaterThanOrEqual(4);
    expect((await ann.get("/templates?industrySlug=space-travel")).body.data).toEqual([]);
  });

  test("are shown with answers filled in, and marked", async () => {
    const { body: gallery } = await ann.get("/templates?industrySlug=home-services");
    const { slug } = gallery.data[0];
    const { body: template } = await ann.get(`/templates/${slug}`);
    const [variable] = template.variables;
    const preview = await ann.request("POST", `/templates/${slug}/preview`, {
      body: { variableValues: { [variable.key]: "Hill Plumbing {{x}}", unknown: "nobody asked" } },
    });
    expect(preview.status).toBe(200);
    const { parts, prompt } = preview.body;
    expect(parts.prompt.map((part: { text: string }) => part.text).join("")).toBe(prompt);
    expect([...parts.prompt, ...parts.firstMessage]).toContainEqual({
      text: "Hill Plumbing { {x}}",
      filled: variable.key,
    });
    expect(prompt).not.toContain("{{");
    expect(prompt).not.toContain("nobody asked");
  });

  test("that don't exist are not found", async () => {
    expect((await ann.get("/templates/space-travel")).status).toBe(404);
    const body = { templateSlug: "space-travel", variableValues: {} };
    expect((await ann.request("POST", "/assistants", { body })).status).toBe(404);
  });
});

describe("making an assistant", () => {
  async function answersTo(slug: string) {
    const { body: template } = await ann.get(`/templates/${slug}`);
    const answer = (variable: { type: string; options?: string[] }) =>
      ({
        phone: "+14155550134",
        email: "ann@example.test",
        hours: { monday: day },
        select: variable.options?.[0],
        multiselect: variable.options?.slice(0, 1),
      })[variable.type] ?? "Hill Plumbing";
    const all = Object.fromEntries(
      template.variables.map((variable: { key: string; type: string }) => [variable.key, answer(variable)]),
    );
    return { template, all };
  }

  test("from a template takes its text, its questions and the organization's voice, and counts the use", async () => {
    const slug = "home-services-front-desk";
    const { template, all } = await answersTo(slug);
    const voice = { provider: "11labs", voiceId: "sarah", label: "Sarah, clear" };
    await ann.request("PATCH", `/organizations/${organizationId}/settings`, { body: { defaultVoice: voice } });
    await api.admin.query(
      `UPDATE organizations SET settings = settings || '{"transferDestinations":[{"name":"Ann","number":"+14155550111"}]}' WHERE id = $1`,
      [organizationId],
    );
    const made = await ann.request("POST", "/assistants", { body: { templateSlug: slug, variableValues: all } });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      name: template.name,
      status: "active",
      templateSlug: slug,
      syncState: "pending",
      syncedVersion: null,
      version: 1,
      content: { prompt: template.prompt, variables: template.variables, variableValues: all, voice },
    });
    expect((await ann.get(`/templates/${slug}`)).body.useCount).toBe(template.useCount + 1);
    expect(await intents()).toEqual([{ type: "assistant.sync", assistantId: made.body.id }]);
    expect(await auditOf(api, organizationId, "assistant.created")).toMatchObject([
      { entity_id: made.body.id, after: { template: slug, status: "active" } },
    ]);
  });

  test("without a voice gets one that speaks its language, also where the organization's own doesn't", async () => {
    const voiceOf = async (language: string) => {
      const body = { content: { name: "Empfang", language }, status: "draft" };
      return (await ann.request("POST", "/assistants", { body })).body.content.voice.voiceId as string;
    };
    expect(await voiceOf("en")).toBe("Paige");
    expect(await voiceOf("de")).toBe("nova");
    const savannah = { provider: "vapi", voiceId: "Savannah", label: "Savannah, composed" };
    await ann.request("PATCH", `/organizations/${organizationId}/settings`, { body: { defaultVoice: savannah } });
    expect(await voiceOf("en")).toBe("Savannah");
    expect(await voiceOf("de")).toBe("nova");
  });

  test("from a template names each answer that is missing or wrong", async () => {
    const { all } = await answersTo("home-services-front-desk");
    const [first] = Object.keys(all);
    const { [first!]: _left, ...others } = all;
    const phone = Object.entries(all).find(([, value]) => value === "+14155550134")![0];
    const refused = await ann.request("POST", "/assistants", {
      body: { templateSlug: "home-services-front-desk", variableValues: { ...others, [phone]: "call me" } },
    });
    expect(refused.status).toBe(422);
    const pointers = refused.body.errors.map((error: { pointer: string }) => error.pointer);
    expect(pointers).toContain(`/variableValues/${first}`);
    expect(pointers).toContain(`/variableValues/${phone}`);
    expect(await intents()).toEqual([]);
  });

  test("as a draft may be incomplete, and reaches nobody", async () => {
    const answer = await ann.request("POST", "/assistants", { body: { content: { name: "Idea" }, status: "draft" } });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ status: "draft", content: { prompt: "", language: "en", functions: [] } });
    expect(await intents()).toEqual([]);
    const live = await ann.request("POST", "/assistants", { body: { content: { name: "Idea" }, status: "active" } });
    expect(live.status).toBe(422);
    expect(live.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      "/content/firstMessage",
      "/content/prompt",
    ]);
  });

  test("twice with the same key makes one", async () => {
    const request = { body: { content, status: "active" }, headers: { "idempotency-key": randomUUID() } };
    const [one, two] = [
      await ann.request("POST", "/assistants", request),
      await ann.request("POST", "/assistants", request),
    ];
    expect(two.body.id).toBe(one.body.id);
    expect((await ann.get("/assistants")).body.data).toHaveLength(1);
  });

  test("ends where the plan ends; drafts don't count, paused ones do", async () => {
    await choosePlan(api, organizationId, { key: "narrow", maxMembers: 5, maxAssistants: 1, features: [] });
    const { id } = await create();
    await ann.request("POST", `/assistants/${id}/status`, { body: { status: "paused" } });
    const refused = await ann.request("POST", "/assistants", { body: { content, status: "active" } });
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toContain("Narrow has room for 1 assistant,");
    const draft = await create({}, "draft");
    const live = await ann.request("POST", `/assistants/${draft.id}/status`, { body: { status: "active" } });
    expect(live.status).toBe(409);
  });

  test("several at once don't get past the plan's limit", async () => {
    await choosePlan(api, organizationId, { key: "narrow", maxMembers: 5, maxAssistants: 1, features: [] });
    const made = await Promise.all(
      [1, 2, 3].map(() => ann.request("POST", "/assistants", { body: { content, status: "active" } })),
    );
    expect(made.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
  });
});

describe("changing an assistant", () => {
  test("makes a version, asks for a sync, and tells who it was", async () => {
    const { id } = await create();
    const changed = await patch(id, { firstMessage: "Good day, {{companyName}}." }, { "if-match": '"1"' });
    expect(changed.status).toBe(200);
    expect(changed.headers.get("etag")).toBe('"2"');
    expect(changed.body).toMatchObject({ version: 2, content: { firstMessage: "Good day, {{companyName}}." } });
    expect(await intents()).toHaveLength(2);
    expect(await auditOf(api, organizationId, "assistant.updated")).toMatchObject([
      { before: { version: 1 }, after: { version: 2, changed: ["firstMessage"], warnings: [] } },
    ]);
    const { rows } = await api.admin.query("SELECT type, assistant_id FROM live_events WHERE organization_id = $1", [
      organizationId,
    ]);
    expect(rows).toContainEqual({ type: "assistant_changed", assistant_id: id });
  });

  test("to what it is already changes nothing", async () => {
    const { id } = await create();
    expect((await patch(id, { name: content.name })).body.version).toBe(1);
    expect(await intents()).toHaveLength(1);
  });

  test("from an older version is refused", async () => {
    const { id } = await create();
    await patch(id, { name: "First" });
    expect((await patch(id, { name: "Second" }, { "if-match": '"1"' })).status).toBe(412);
  });

  test.each([
    ["an unknown variable", { prompt: "You answer for {{company}}." }, "/content/prompt"],
    ["braces that can't be read", { prompt: "You answer for {{ company name }}." }, "/content/prompt"],
    ["a missing answer", { variableValues: {} }, "/content/variableValues/companyName"],
    ["no greeting", { firstMessage: "" }, "/content/firstMessage"],
    [
      "a transfer to nobody",
      { functions: [{ type: "transferCall", when: "Put the caller through." }] },
      "/content/capabilities/transferDestinations",
    ],
    ["a number that is none", { capabilities: { transferDestinations: [{ name: "Ann", number: "911" }] } }, ""],
    [
      "a prompt that is too long together with its answers",
      {
        prompt: "{{companyName}}".repeat(40),
        variables: [{ type: "textarea", key: "companyName", label: "Company", required: true }],
        variableValues: { companyName: "x".repeat(2_000) },
      },
      "/content/prompt",
    ],
  ])("that would break a live one is refused: %s", async (_what, given, pointer) => {
    const { id } = await create();
    const refused = await patch(id, given);
    expect(refused.status).toBe(422);
    if (pointer) expect(refused.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
    expect((await ann.get(`/assistants/${id}`)).body.version).toBe(1);
    const draft = await create({}, "draft");
    if (pointer) expect((await patch(draft.id, given)).status).toBe(200);
  });

  test("so that calls are put through to an own number is refused: they would come back", async () => {
    const { e164 } = await makePhoneNumber(api.admin, { organizationId });
    const { id } = await create();
    const refused = await patch(id, {
      functions: [{ type: "transferCall", when: "Put the caller through." }],
      capabilities: { transferDestinations: [{ name: "Ann", number: e164 }] },
    });
    expect(refused.body.errors[0].pointer).toBe("/content/capabilities/transferDestinations/0/number");
  });

  test("so that calls are put through to a premium-rate number is refused", async () => {
    const { id } = await create();
    const refused = await patch(id, {
      functions: [{ type: "transferCall", when: "Put the caller through." }],
      capabilities: { transferDestinations: [{ name: "Ann", number: "+19005550123" }] },
    });
    expect(refused).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            pointer: "/content/capabilities/transferDestinations/0/number",
            message: "Ann: +19005550123 is a premium-rate number. Give a person's number",
          },
        ],
      },
    });
  });

  test("of the organization's time zone reaches its live assistants", async () => {
    const { id } = await create();
    await create({}, "draft");
    const at = `/organizations/${organizationId}`;
    await ann.request("PATCH", at, { body: { name: "Hill & Daughters" } });
    expect(await intents()).toHaveLength(1);
    await ann.request("PATCH", at, { body: { timezone: "America/Chicago" } });
    expect(await intents()).toEqual([
      { type: "assistant.sync", assistantId: id },
      { type: "assistant.sync", assistantId: id },
    ]);
  });
});

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

test("a viewer reads and changes nothing", async () => {
  const { id } = await create();
  const vera = await api.signUp();
  await makeMember(api.admin, { organizationId, userId: vera.me.user.id, role: "viewer" });
  const headers = { "x-organization-id": organizationId };
  expect((await vera.get("/assistants", headers)).body.data).toHaveLength(1);
  const body = { content: { name: "Mine" } };
  expect((await vera.request("PATCH", `/assistants/${id}`, { body, headers })).status).toBe(403);
  expect((await vera.request("DELETE", `/assistants/${id}`, { headers })).status).toBe(403);
});
