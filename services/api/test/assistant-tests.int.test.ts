import { TESTS_PER_ASSISTANT } from "@callflex/contracts/api/assistant-tests";
import { makeAssistant, makeOrganization, makePhoneNumber } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";
import { auditOf } from "./team.ts";

let api: TestApi;
let ann: SignedIn;
let path: string;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  ann = await api.signUp();
  const { id } = await makeAssistant(api.admin, { organizationId: ann.organizationId });
  path = `/assistants/${id}`;
});

const message = {
  name: "Takes a message",
  callerLines: ["Can I leave a message?", "Maria Lopez"],
  expectations: [{ kind: "calls_tool", tool: "takeMessage", containing: "Maria Lopez" }],
};
function add(body: object) {
  return ann.request("POST", `${path}/tests`, { body });
}
function run() {
  return ann.request("POST", `${path}/test`);
}

test("tests are kept, changed and deleted, and the log tells", async () => {
  const added = await add(message);
  expect(added.status).toBe(201);
  expect(added.body).toMatchObject(message);
  await add({ ...message, name: "Second" });
  const list = (await ann.get(`${path}/tests`)).body;
  expect(list.data.map((one: { name: string }) => one.name)).toEqual(["Takes a message", "Second"]);

  const one = `${path}/tests/${added.body.id}`;
  const changed = await ann.request("PATCH", one, { body: { callerLines: ["Hello"] } });
  expect(changed.body).toMatchObject({
    name: message.name,
    callerLines: ["Hello"],
    expectations: message.expectations,
  });
  expect(await auditOf(api, ann.organizationId, "assistant_test.updated")).toMatchObject([
    { before: { callerLines: message.callerLines }, after: { callerLines: ["Hello"] } },
  ]);
  expect((await ann.request("DELETE", one)).status).toBe(204);
  expect((await ann.request("DELETE", one)).status).toBe(404);
});

test("a test is changed by who saw it last", async () => {
  const { body: added } = await add(message);
  const one = `${path}/tests/${added.id}`;
  const change = (name: string) => ann.request("PATCH", one, { body: { name }, headers: { "if-match": '"1"' } });
  const answers = await Promise.all([change("First"), change("Second")]);
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
  const changed = answers.find(({ status }) => status === 200);
  expect([changed?.body.version, changed?.headers.get("etag")]).toEqual([2, '"2"']);
  expect((await ann.get(`${path}/tests`)).body.data).toEqual([changed?.body]);
  const same = await ann.request("PATCH", one, { body: { name: changed?.body.name } });
  expect(same.body.version).toBe(2);
});

test.each([
  { ...message, callerLines: [] },
  { ...message, callerLines: Array(13).fill("Hello") },
  { ...message, expectations: [] },
  { ...message, expectations: [{ kind: "calls_tool", tool: "sendMoney" }] },
  { ...message, expectations: [{ kind: "says", text: " " }] },
  { ...message, expectations: [{ kind: "routes", caller: null, weekday: "monday", time: "25:00", to: "assistant" }] },
  { ...message, name: "" },
])("%j is refused", async (body) => {
  expect((await add(body)).status).toBe(422);
});

test("an expectation names the organization's own numbers alone", async () => {
  const routes = (phoneNumberId: string) => ({
    ...message,
    expectations: [{ kind: "routes", phoneNumberId, caller: null, weekday: "monday", time: "09:00", to: "assistant" }],
  });
  const own = await makePhoneNumber(api.admin, { organizationId: ann.organizationId });
  expect((await add(routes(own.id))).status).toBe(201);
  const other = await makeOrganization(api.admin);
  const foreign = await makePhoneNumber(api.admin, { organizationId: other.id });
  expect((await add(routes(foreign.id))).status).toBe(422);
});

test("an assistant has so many tests and no more", async () => {
  for (let n = 0; n < TESTS_PER_ASSISTANT; n += 1) expect((await add(message)).status).toBe(201);
  expect((await add(message)).status).toBe(409);
});

test("a run is a row and an intent; nothing runs twice at once, and nothing without tests", async () => {
  expect((await run()).body.detail).toMatch(/no tests yet/);
  await add(message);
  const started = await run();
  expect(started.status).toBe(202);
  expect(started.body).toMatchObject({
    state: "running",
    simulated: true,
    assistantVersion: 1,
    requestedBy: "Ann Hill",
    results: [],
    finishedAt: null,
  });
  expect((await run()).status).toBe(409);
  const { rows } = await api.admin.query<{ body: Buffer }>(
    "SELECT body FROM outbox_events WHERE organization_id = $1 AND type = 'assistant_test.run'",
    [ann.organizationId],
  );
  expect(rows.map(({ body }) => JSON.parse(body.toString()) as unknown)).toEqual([{ runId: started.body.id }]);

  await api.admin.query("UPDATE assistant_test_runs SET state = 'broken', last_error = 'Words.' WHERE id = $1", [
    started.body.id,
  ]);
  expect((await ann.get(`${path}/test-runs/${started.body.id}`)).body).toMatchObject({ lastError: "Words." });
  const second = await run();
  const runs = (await ann.get(`${path}/test-runs`)).body.data as { id: string }[];
  expect(runs.map(({ id }) => id)).toEqual([second.body.id, started.body.id]);
});

test("at VAPI's own address a run is not simulated", async () => {
  const real = await startApi({ VAPI_BASE_URL: "https://api.vapi.ai" });
  try {
    const ben = await real.signUp();
    const { id } = await makeAssistant(real.admin, { organizationId: ben.organizationId });
    await ben.request("POST", `/assistants/${id}/tests`, { body: message });
    expect((await ben.request("POST", `/assistants/${id}/test`)).body.simulated).toBe(false);
  } finally {
    await real.close();
  }
});

test("another organization's tests and runs are not found", async () => {
  const { body: own } = await add(message);
  const { body: started } = await run();
  const ben = await api.signUp();
  for (const address of [`${path}/tests`, `${path}/test-runs`, `${path}/test-runs/${started.id}`]) {
    expect((await ben.get(address)).status).toBe(404);
  }
  expect((await ben.request("POST", `${path}/test`)).status).toBe(404);
  expect((await ben.request("PATCH", `${path}/tests/${own.id}`, { body: { name: "a" } })).status).toBe(404);
});

test("a new assistant begins with tests of its own greeting and functions", async () => {
  const content = {
    name: "Front desk",
    firstMessage: "Thank you for calling {{companyName}}.",
    prompt: "You answer the phone of {{companyName}} and take messages for everybody who works there.",
    variables: [{ key: "companyName", label: "Company", required: true, type: "text" }],
    variableValues: { companyName: "Hill Plumbing" },
    functions: [{ type: "takeMessage", when: "Take a message for the team." }],
  };
  const made = await ann.request("POST", "/assistants", { body: { content, status: "draft" } });
  expect(made.status).toBe(201);
  const tests = (await ann.get(`/assistants/${made.body.id}/tests`)).body.data;
  expect(tests).toMatchObject([
    { name: "Greets callers", expectations: [{ kind: "says", text: "Hill Plumbing" }, {}] },
    { name: "Takes a message", expectations: [{ kind: "offers_tool", tool: "takeMessage" }, { kind: "calls_tool" }] },
  ]);
});
