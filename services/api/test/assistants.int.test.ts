import { randomUUID } from "node:crypto";
import { makeMember, makePhoneNumber } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createAssistant, intentsOf, patchAssistant, RECEPTIONIST as content } from "./receptionist.ts";
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

const create = (given: Record<string, unknown> = {}, status = "active") => createAssistant(ann, given, status);
const patch = (id: string, given: object, headers: Record<string, string> = {}) =>
  patchAssistant(ann, id, given, headers);
const intents = (type = "assistant.%") => intentsOf(api, organizationId, type);

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
