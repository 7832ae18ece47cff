import { randomUUID } from "node:crypto";
import { startSandbox } from "@callflex/sandbox/start-sandbox";
import { makeAssistant, uniquePhone } from "@callflex/testing/factories";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startApi, type SignedIn, type TestApi } from "./start-api.ts";

const SECRETS = {
  vapiApiKey: "vapi-key",
  twilioAccountSid: `AC${"2".repeat(32)}`,
  twilioAuthToken: "twilio-token",
  resendApiKey: "re_key",
};
const FALLBACK = "+14155550160";

let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let api: TestApi;
let ann: SignedIn;
beforeAll(async () => {
  sandbox = await startSandbox({ secrets: SECRETS });
  api = await startApi({
    TWILIO_ACCOUNT_SID: SECRETS.twilioAccountSid,
    TWILIO_AUTH_TOKEN: SECRETS.twilioAuthToken,
    TWILIO_BASE_URL: `${sandbox.url}/twilio`,
  });
});
afterAll(async () => {
  await api?.close();
  await sandbox?.close();
});
beforeEach(async () => {
  ann = await api.signUp();
  await allow(3);
});

/** How many numbers the plan of everybody here has room for. */
async function allow(most: number): Promise<void> {
  await api.admin.query("UPDATE plans SET max_phone_numbers = $1", [most]);
}

function provision(values: Record<string, unknown> = {}, headers: Record<string, string> = {}, who = ann) {
  const body = { e164: uniquePhone(), assistantId: null, fallbackNumber: FALLBACK, ...values };
  return who.request("POST", "/phone-numbers", { body, headers });
}

async function intents(type: string, id: string): Promise<unknown[]> {
  const { rows } = await api.admin.query<{ body: Buffer }>(
    "SELECT body FROM outbox_events WHERE type = $1 AND organization_id = $2 ORDER BY received_at",
    [type, ann.organizationId],
  );
  return rows.map(({ body }) => JSON.parse(body.toString("utf8"))).filter((body) => body.phoneNumberId === id);
}

/** Lets a number stand as a workflow would have left it. */
function setRow(id: string, values: Record<string, unknown>) {
  const columns = Object.keys(values).map((column, index) => `${column} = $${index + 2}`);
  return api.admin.query(`UPDATE phone_numbers SET ${columns.join(", ")} WHERE id = $1`, [
    id,
    ...Object.values(values),
  ]);
}

describe("search", () => {
  const search = (body: object) => ann.request("POST", "/phone-numbers/search", { body });

  test("tells numbers with place and price, and that nothing has to be on file", async () => {
    const { status, body } = await search({ country: "US", numberType: "local", areaCode: "614", limit: 3 });
    expect(status).toBe(200);
    expect(body.data).toHaveLength(3);
    expect(body.needs).toEqual([]);
    for (const offer of body.data) {
      expect(offer.e164).toMatch(/^\+1614555\d{4}$/);
      expect(offer).toMatchObject({
        country: "US",
        numberType: "local",
        city: "Columbus",
        region: "OH",
        capabilities: { voice: true, sms: true },
        monthlyPrice: { minor: 115, currency: "USD" },
      });
    }
  });

  test("by digits, and toll-free", async () => {
    const digits = await search({ country: "US", numberType: "local", contains: "5557", limit: 5 });
    for (const { e164 } of digits.body.data) expect(e164).toContain("5557");
    const free = await search({ country: "US", numberType: "toll_free", limit: 1 });
    expect(free.body.data[0]).toMatchObject({ numberType: "toll_free", monthlyPrice: { minor: 215, currency: "USD" } });
  });

  test("says which papers and addresses the authorities want", async () => {
    const { body } = await search({ country: "DE", numberType: "local", limit: 1 });
    expect(body.needs).toEqual([
      "A business address in the number's country or area must be on file.",
      expect.stringMatching(/papers of your business: .*Proof of Address/) as string,
    ]);
  });

  test("an area code where there are none is told in words; nothing on sale is an empty list", async () => {
    const refused = await search({ country: "DE", numberType: "local", areaCode: "614" });
    expect([refused.status, refused.body.detail]).toEqual([
      422,
      "Area codes work for numbers in the United States and Canada. Leave the field empty for others.",
    ]);
    const none = await search({ country: "FR", numberType: "local" });
    expect(none).toMatchObject({ status: 200, body: { data: [], needs: [] } });
  });

  test("a provider that doesn't answer is told as such", async () => {
    const faults = (method: string, body?: object) =>
      fetch(`${sandbox.url}/sandbox/faults`, {
        method,
        headers: { "content-type": "application/json" },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    await faults("PUT", { outages: ["twilio"] });
    const { status, body } = await search({ country: "US", numberType: "local" });
    await faults("DELETE");
    expect([status, body.detail]).toEqual([502, "Numbers can't be searched for the moment. Try again shortly."]);
  });
});

describe("a number", () => {
  test("is reserved and asked for in one transaction, and dashboards and the audit log hear of it", async () => {
    const assistant = await makeAssistant(api.admin, { organizationId: ann.organizationId, name: "Front desk" });
    const { status, body } = await provision({ assistantId: assistant.id, label: "Main line", city: "Columbus" });
    expect(status).toBe(202);
    expect(body).toMatchObject({
      state: "provisioning",
      label: "Main line",
      city: "Columbus",
      assistant: { id: assistant.id, name: "Front desk" },
      fallbackNumber: FALLBACK,
      canRetry: false,
      version: 1,
    });
    expect(await intents("phone_number.provision", body.id)).toEqual([{ phoneNumberId: body.id }]);
    const { rows } = await api.admin.query(
      `SELECT (SELECT count(*)::integer FROM live_events WHERE type = 'number_progress' AND phone_number_id = $1) AS live,
              (SELECT count(*)::integer FROM audit_log WHERE action = 'phone_number.requested' AND entity_id = $1::text) AS audit`,
      [body.id],
    );
    expect(rows).toEqual([{ live: 1, audit: 1 }]);
    expect((await ann.get(`/phone-numbers/${body.id}`)).body).toEqual(body);
    expect((await ann.get("/phone-numbers")).body).toMatchObject({ data: [{ id: body.id }], nextCursor: null });
    expect((await ann.get(`/phone-numbers/${body.id}/progress`)).body).toMatchObject({ flow: "provision", steps: [] });
  });

  test("is asked for once, however often the request is sent with the same key", async () => {
    const key = { "idempotency-key": randomUUID() };
    const e164 = uniquePhone();
    const [one, other] = await Promise.all([provision({ e164 }, key), provision({ e164 }, key)]);
    expect([one.status, other.status]).toEqual([202, 202]);
    expect(one.body.id).toBe(other.body.id);
    expect(await intents("phone_number.provision", one.body.id)).toHaveLength(1);
  });

  test("belongs to the first of two who ask at once; the other reads why", async () => {
    const bob = await api.signUp();
    const e164 = uniquePhone();
    const answers = await Promise.all([provision({ e164 }), provision({ e164 }, {}, bob)]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([202, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.detail).toBe(
      "This number was just taken by somebody else. Please choose another one.",
    );
    const winner = answers[0].status === 202 ? ann : bob;
    expect((await provision({ e164 }, {}, winner)).body.detail).toMatch(/You have this number already/);
  });

  test("needs a person's phone as fallback, and no number of ours", async () => {
    const own = await provision();
    const e164 = uniquePhone();
    for (const fallbackNumber of [own.body.e164, e164]) {
      const refused = await provision({ e164, fallbackNumber });
      expect([refused.status, refused.body.detail]).toEqual([422, expect.stringContaining("in a circle")]);
    }
    const costly = await provision({ e164, fallbackNumber: "+19005550123" });
    expect(costly).toMatchObject({ status: 422, body: { detail: expect.stringContaining("a premium-rate number") } });
    const missing = await ann.request("POST", "/phone-numbers", { body: { e164, assistantId: null } });
    expect(missing).toMatchObject({ status: 422, body: { errors: [{ pointer: "/fallbackNumber" }] } });
  });

  test("is not answered by a draft, nor by somebody else's assistant", async () => {
    const { organizationId } = ann;
    const draft = await makeAssistant(api.admin, { organizationId, status: "draft" });
    const bob = await api.signUp();
    const foreign = await makeAssistant(api.admin, { organizationId: bob.organizationId });
    expect((await provision({ assistantId: draft.id })).body.detail).toMatch(/still a draft/);
    expect((await provision({ assistantId: foreign.id })).body.detail).toMatch(/no such assistant/);
  });

  test("is of the country that its digits tell", async () => {
    const foreign = await provision({ e164: "+16145550143", country: "LV" });
    expect(foreign).toMatchObject({ status: 422, body: { errors: [{ pointer: "/country" }] } });
    const free = await provision({ e164: "+18335550143", numberType: "local" });
    expect(free).toMatchObject({ status: 422, body: { errors: [{ pointer: "/numberType" }] } });
    expect((await provision({ e164: "+14165550143" })).body).toMatchObject({ country: "CA", numberType: "local" });
  });

  test("needs room in the plan, also of two requests at once", async () => {
    await allow(2);
    await provision();
    const answers = await Promise.all([provision(), provision()]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([202, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.detail).toMatch(/has room for 2 phone numbers/);
  });
});

describe("a change", () => {
  test("of the fallback goes to VAPI, of the label and the assistant doesn't; each is in the audit log", async () => {
    const { body: number } = await provision();
    await setRow(number.id, { state: "active", workflow_id: null });
    const path = `/phone-numbers/${number.id}`;
    const labelled = await ann.request("PATCH", path, { body: { label: "Office" }, headers: { "if-match": '"1"' } });
    expect(labelled).toMatchObject({ status: 200, body: { label: "Office", version: 2 } });
    expect(await intents("phone_number.relink", number.id)).toEqual([]);
    const stale = await ann.request("PATCH", path, { body: { label: "Shop" }, headers: { "if-match": '"1"' } });
    expect(stale.status).toBe(412);
    const moved = await ann.request("PATCH", path, { body: { fallbackNumber: "+14155550161" } });
    expect(moved).toMatchObject({ status: 200, body: { fallbackNumber: "+14155550161", version: 3 } });
    expect(await intents("phone_number.relink", number.id)).toEqual([{ phoneNumberId: number.id }]);
    const { rows } = await api.admin.query(
      "SELECT before, after FROM audit_log WHERE action = 'phone_number.updated' AND entity_id = $1 ORDER BY created_at",
      [number.id],
    );
    expect(rows).toEqual([
      { before: { label: null }, after: { label: "Office" } },
      { before: { fallbackNumber: FALLBACK }, after: { fallbackNumber: "+14155550161" } },
    ]);
  });

  test("of the fallback to a number that costs more is refused", async () => {
    const { body: number } = await provision();
    const body = { fallbackNumber: "+448431234567" };
    const refused = await ann.request("PATCH", `/phone-numbers/${number.id}`, { body });
    expect(refused).toMatchObject({ status: 422, body: { detail: expect.stringContaining("a premium-rate number") } });
  });

  test("that changes nothing is none", async () => {
    const { body: number } = await provision();
    const same = await ann.request("PATCH", `/phone-numbers/${number.id}`, { body: { fallbackNumber: FALLBACK } });
    expect(same.body.version).toBe(1);
  });
});

describe("a release", () => {
  test("takes the number out of use at once; asking again does nothing", async () => {
    const { body: number } = await provision();
    await setRow(number.id, { state: "active", workflow_id: null });
    const path = `/phone-numbers/${number.id}`;
    expect(await ann.request("DELETE", path)).toMatchObject({ status: 202, body: { state: "releasing", version: 2 } });
    expect(await ann.request("DELETE", path)).toMatchObject({ status: 202, body: { state: "releasing", version: 2 } });
    expect(await intents("phone_number.release", number.id)).toEqual([{ phoneNumberId: number.id }]);
    const changed = await ann.request("PATCH", path, { body: { label: "Gone" } });
    expect(changed.status).toBe(409);
    await setRow(number.id, { state: "released" });
    expect((await ann.get("/phone-numbers")).body.data).toEqual([]);
    expect((await ann.get("/phone-numbers?state=released")).body.data).toMatchObject([{ id: number.id }]);
  });
});

async function signals(): Promise<unknown[]> {
  const { rows } = await api.admin.query<{ body: Buffer }>(
    "SELECT body FROM outbox_events WHERE type = 'workflow.signal' AND organization_id = $1",
    [ann.organizationId],
  );
  return rows.map(({ body }) => JSON.parse(body.toString("utf8")));
}

test("a release that nobody works on any more is begun anew by asking again", async () => {
  const { body: number } = await provision();
  await setRow(number.id, { state: "releasing", last_error: "Stopped.", workflow_id: null });
  expect((await ann.get(`/phone-numbers/${number.id}`)).body).toMatchObject({ canRetry: true });
  expect(await ann.request("DELETE", `/phone-numbers/${number.id}`)).toMatchObject({
    status: 202,
    body: { state: "releasing", lastError: null },
  });
  const [again] = (await intents("phone_number.release", number.id)) as { run?: string }[];
  const { rows } = await api.admin.query("SELECT workflow_id FROM phone_numbers WHERE id = $1", [number.id]);
  expect(rows).toEqual([{ workflow_id: `release/${number.id}/${again!.run}` }]);
});

test("a number that failed and waits for a person leaves the list, and its digits to whoever has them", async () => {
  const { body: number } = await provision();
  await setRow(number.id, { state: "failed", last_error: "Gone." });
  await provision({ e164: number.e164 });
  expect(await ann.request("DELETE", `/phone-numbers/${number.id}`)).toMatchObject({
    status: 202,
    body: { state: "released" },
  });
  expect(await intents("phone_number.release", number.id)).toEqual([]);
  expect(await signals()).toMatchObject([{ workflowId: `provision/${number.id}`, signal: "abandon" }]);
  const { rows } = await api.admin.query("SELECT workflow_id FROM phone_numbers WHERE id = $1", [number.id]);
  expect(rows).toEqual([{ workflow_id: null }]);
});

test("a number that failed and left nothing goes off the list at once, also when somebody else has it by now", async () => {
  const { body: number } = await provision();
  await setRow(number.id, { state: "failed", last_error: "Gone.", workflow_id: null });
  await provision({ e164: number.e164 });
  expect(await ann.request("DELETE", `/phone-numbers/${number.id}`)).toMatchObject({
    status: 202,
    body: { state: "released" },
  });
  expect(await intents("phone_number.release", number.id)).toEqual([]);
});

describe("a retry", () => {
  const failed = { state: "failed", last_error: "We stopped.", last_error_remedy: "tell_operator" };
  const retry = (id: string) => ann.request("POST", `/phone-numbers/${id}/retry`);

  test("wakes the workflow that waits for a person", async () => {
    const { body: number } = await provision();
    await setRow(number.id, failed);
    expect((await ann.get(`/phone-numbers/${number.id}`)).body).toMatchObject({
      canRetry: true,
      remedy: "tell_operator",
    });
    expect((await retry(number.id)).status).toBe(202);
    expect(await signals()).toMatchObject([{ workflowId: `provision/${number.id}`, signal: "retry" }]);
    expect((await retry(number.id)).body.detail).toMatch(/being set up/);
  });

  test("of a release that waits for a person is one, however often it is clicked", async () => {
    const { body: number } = await provision();
    await setRow(number.id, { ...failed, state: "releasing" });
    expect([(await retry(number.id)).status, (await retry(number.id)).status]).toEqual([202, 409]);
    expect(await signals()).toHaveLength(1);
  });

  test.each([
    ["waits for a person", {}],
    ["has ended", { workflow_id: null }],
  ])("of what %s needs room in the plan", async (_name, row) => {
    await allow(1);
    const { body: number } = await provision();
    await setRow(number.id, { ...failed, ...row });
    await provision();
    expect(await retry(number.id)).toMatchObject({
      status: 409,
      body: { detail: expect.stringMatching(/has room for 1 phone number/) as string },
    });
    expect(await signals()).toEqual([]);
  });

  test("begins anew what has ended, under an id of its own", async () => {
    const { body: number } = await provision();
    await setRow(number.id, { ...failed, workflow_id: null });
    const { status, body } = await retry(number.id);
    expect([status, body.state, body.lastError]).toEqual([202, "provisioning", null]);
    const [, again] = (await intents("phone_number.provision", number.id)) as { run?: string }[];
    const { rows } = await api.admin.query("SELECT workflow_id FROM phone_numbers WHERE id = $1", [number.id]);
    expect(rows).toEqual([{ workflow_id: `provision/${number.id}/${again!.run}` }]);
  });

  test("of digits that somebody else has by now is refused in words", async () => {
    const { body: number } = await provision();
    await setRow(number.id, { ...failed, workflow_id: null });
    await provision({ e164: number.e164 });
    expect(await retry(number.id)).toMatchObject({
      status: 409,
      body: { detail: "Somebody else has this number meanwhile. Please choose another one." },
    });
  });

  test.each([
    [{ state: "provisioning" }, /being set up/],
    [{ state: "active" }, /works/],
    [{ state: "failed", last_error_remedy: "choose_another_number" }, /choose another one/],
  ])("of %j is none", async (row, words) => {
    const { body: number } = await provision();
    await setRow(number.id, row);
    const { status, body } = await retry(number.id);
    expect([status, body.detail]).toEqual([409, expect.stringMatching(words)]);
  });
});
