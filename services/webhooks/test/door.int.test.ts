import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Answer, deliver, deliverRaw, signVapi, vapiCall } from "./support/deliver.ts";
import { openInstallation, type Installation } from "./support/installation.ts";
import { count, drained, eventually, seeCall, seeOutbox } from "./support/look.ts";
import { makeTenant, type Tenant } from "./support/tenant.ts";

const UNAUTHORIZED = { error: "The signature is missing or wrong." };
const MINUTE_MS = 60_000;

let installation: Installation;
let tenant: Tenant;
let neighbour: Tenant;
let pace = Date.now();
beforeAll(async () => {
  installation = await openInstallation({ relay: true, settle: true, app: { now: () => new Date(pace) } });
  tenant = await makeTenant(installation.admin);
  neighbour = await makeTenant(installation.admin);
});
afterEach(() => {
  pace = Date.now();
});
afterAll(() => installation.close());

const ended = (values: { id?: string } = {}, whose = tenant) => ({
  type: "status-update",
  status: "ended",
  endedReason: "customer-ended-call",
  timestamp: Date.now(),
  call: vapiCall(whose, values),
});
const json = (message: object) => JSON.stringify({ message });
const recorded = () => count(installation.admin, "SELECT count(*) FROM outbox_events");
const calls = () => count(installation.admin, "SELECT count(*) FROM calls");

/** What a delivery is answered, and how many events it left. */
async function attempt(send: () => Promise<Answer>) {
  const before = await recorded();
  const { status, body } = await send();
  return { status, body, recorded: (await recorded()) - before };
}

describe("a delivery that proves nothing", () => {
  const body = () => json(ended());

  it.each<[string, (text: string) => Record<string, string>]>([
    ["with a wrong signature", (text) => ({ ...signVapi(tenant.secret, text), "x-signature": "0".repeat(64) })],
    ["with a signature that is no hex", (text) => ({ ...signVapi(tenant.secret, text), "x-signature": "ü" })],
    ["without a signature", () => ({ "x-timestamp": String(Date.now()) })],
    ["without a timestamp", (text) => ({ "x-signature": signVapi(tenant.secret, text)["x-signature"]! })],
    ["with the secret of another organization", (text) => signVapi(neighbour.secret, text)],
    ["with a stale timestamp", (text) => signVapi(tenant.secret, text, new Date(Date.now() - 6 * MINUTE_MS))],
    ["with a timestamp of the future", (text) => signVapi(tenant.secret, text, new Date(Date.now() + 6 * MINUTE_MS))],
    ["with the signature of another body", () => signVapi(tenant.secret, json({ type: "hang" }))],
    ["with the secret itself where a signature is agreed", () => ({ "x-vapi-secret": tenant.secret })],
  ])("%s is refused and leaves nothing", async (_what, headers) => {
    const text = body();
    expect(await attempt(() => deliverRaw(installation.url, tenant, text, headers(text)))).toEqual({
      status: 401,
      body: UNAUTHORIZED,
      recorded: 0,
    });
  });

  it("a delivery that was recorded on its way is refused when it is played again later", async () => {
    const text = body();
    const headers = signVapi(tenant.secret, text);
    expect((await deliverRaw(installation.url, tenant, text, headers)).status).toBe(200);
    const before = await recorded();
    expect((await deliverRaw(installation.url, tenant, text, headers)).status).toBe(200);
    pace = Date.now() + 6 * MINUTE_MS;
    expect((await deliverRaw(installation.url, tenant, text, headers)).status).toBe(401);
    expect(await recorded()).toBe(before);
  });

  it.each([
    ["a random one", () => randomUUID()],
    ["what is no id", () => "acme"],
    ["an injection", () => "'%20OR%20true--"],
  ])("an organization that isn't there gets the same answer as a wrong signature: %s", async (_what, id) => {
    const text = body();
    const nobody = { organizationId: id(), secret: tenant.secret };
    expect(await attempt(() => deliverRaw(installation.url, nobody, text))).toEqual({
      status: 401,
      body: UNAUTHORIZED,
      recorded: 0,
    });
  });

  it("an organization without a secret gets the same answer, whatever it is signed with", async () => {
    const bare = await makeTenant(installation.admin);
    await installation.admin.query("UPDATE vapi_credentials SET revoked_at = now() WHERE organization_id = $1", [
      bare.organizationId,
    ]);
    for (const secret of ["", bare.secret, "no organization has this secret"]) {
      const text = body();
      expect(await attempt(() => deliverRaw(installation.url, bare, text, signVapi(secret, text)))).toEqual({
        status: 401,
        body: UNAUTHORIZED,
        recorded: 0,
      });
    }
  });
});

describe("a delivery that proves where it comes from", () => {
  it("takes a second secret while the first is rotated out", async () => {
    const rotating = await makeTenant(installation.admin);
    await installation.admin.query(
      `INSERT INTO vapi_credentials (id, organization_id, scheme, secret_ciphertext, encryption_key_id)
       SELECT gen_random_uuid(), $1, scheme, secret_ciphertext, encryption_key_id FROM vapi_credentials WHERE organization_id = $2`,
      [rotating.organizationId, tenant.organizationId],
    );
    for (const { secret } of [rotating, tenant]) {
      const text = json(ended({}, rotating));
      expect((await deliverRaw(installation.url, rotating, text, signVapi(secret, text))).status).toBe(200);
    }
  });

  it("takes the plain secret where that is agreed, and no other", async () => {
    const plain = await makeTenant(installation.admin, { scheme: "secret" });
    const text = json(ended({}, plain));
    expect((await deliverRaw(installation.url, plain, text, { "x-vapi-secret": plain.secret })).status).toBe(200);
    expect(
      await attempt(() => deliverRaw(installation.url, plain, text, { "x-vapi-secret": `${plain.secret}x` })),
    ).toEqual({ status: 401, body: UNAUTHORIZED, recorded: 0 });
    expect(await attempt(() => deliverRaw(installation.url, plain, text, signVapi(plain.secret, text)))).toEqual({
      status: 401,
      body: UNAUTHORIZED,
      recorded: 0,
    });
  });

  it("takes the organization's id in capitals", async () => {
    const text = json(ended());
    const shouting = { organizationId: tenant.organizationId.toUpperCase(), secret: tenant.secret };
    expect((await deliverRaw(installation.url, shouting, text)).status).toBe(200);
  });

  it("is recorded once, however often and at once it is repeated", async () => {
    const message = ended();
    const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(installation.url, tenant, message)));
    expect(answers.every((answer) => answer.status === 200)).toBe(true);
    const outbox = await seeOutbox(installation.admin, tenant.organizationId);
    expect(outbox.filter((event) => event.event_key.includes(message.call.id))).toHaveLength(1);
  });
});

describe("a body that can't be taken", () => {
  it.each([
    ["broken JSON", "{broken"],
    ["nothing", ""],
    ["JSON without a message", "{}"],
    ["a message without a type", '{"message":{}}'],
    ["JSON that is nested deeper than anybody needs", `{"message":${"[".repeat(200_000)}`],
    ["random bytes", Buffer.from([0xff, 0x00, 0xfe, 0x7b])],
  ])("%s is answered with 400", async (_what, body) => {
    expect(await attempt(() => deliverRaw(installation.url, tenant, body))).toEqual({
      status: 400,
      body: {
        error: "The body is not a JSON message of the provider.",
      },
      recorded: 0,
    });
  });

  it("deeply nested facts don't end the process", async () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const body = `{"message":{"type":"end-of-call-report","call":{"id":"deep"},"analysis":{"structuredData":{"a":${deep}}}}}`;
    expect((await deliverRaw(installation.url, tenant, body)).status).toBe(400);
    expect((await deliver(installation.url, tenant, ended())).status).toBe(200);
  });

  it("a body over the limit is answered with 413 and not read to its end", async () => {
    const body = json({ ...ended(), padding: "x".repeat(5 * 1024 * 1024) });
    expect(await attempt(() => deliverRaw(installation.url, tenant, body))).toEqual({
      status: 413,
      body: {
        error: "The body is larger than this endpoint takes.",
      },
      recorded: 0,
    });
  });

  it("a body just under the limit is taken whole", async () => {
    const message = { ...ended(), type: "conversation-update", padding: "x".repeat(4 * 1024 * 1024 - 2_000) };
    expect((await deliver(installation.url, tenant, message)).status).toBe(200);
    const { rows } = await installation.admin.query<{ body: Buffer }>(
      "SELECT body FROM outbox_events WHERE scope = $1 AND strpos(event_key, $2) > 0",
      [tenant.organizationId, message.call.id],
    );
    expect(rows[0]?.body.equals(Buffer.from(json(message)))).toBe(true);
  });

  it.each(["GET", "PUT", "PATCH", "DELETE", "OPTIONS"])(
    "%s is answered with 405 and what is allowed",
    async (method) => {
      for (const path of [`vapi/${tenant.organizationId}`, "twilio/status"]) {
        const response = await fetch(`${installation.url}/api/webhooks/${path}`, { method });
        expect(response.status).toBe(405);
        expect(response.headers.get("allow")).toBe("POST");
      }
    },
  );

  it("an address that can't be decoded is answered with 400", async () => {
    const response = await fetch(`${installation.url}/api/webhooks/vapi/%E0%A4%A`, { method: "POST", body: "{}" });
    expect(response.status).toBe(400);
  });

  it("an address that isn't there is answered with 404", async () => {
    expect((await fetch(`${installation.url}/api/webhooks/nobody`, { method: "POST" })).status).toBe(404);
  });
});

describe("texts that Postgres refuses", () => {
  it("are stored without what it refuses, and the body is kept to the byte", async () => {
    const call = vapiCall(tenant);
    const text = String.raw`{"message":{"type":"transcript","transcriptType":"final","role":"user","timestamp":${Date.now()},"transcript":"be\u0000fore \ud83d after","call":${JSON.stringify(call)}}}`;
    expect((await deliverRaw(installation.url, tenant, text)).status).toBe(200);
    await drained(installation.admin);
    const { rows } = await installation.admin.query<{ text: string; body: Buffer }>(
      `SELECT s.text, e.body FROM call_transcript_segments s, outbox_events e
       WHERE s.organization_id = $1 AND e.scope = $1::text AND strpos(e.event_key, $2) > 0 AND s.text LIKE 'before%'`,
      [tenant.organizationId, call.id],
    );
    expect(rows[0]?.text).toBe("before \ufffd after");
    expect(rows[0]?.body.toString()).toBe(text);
  });

  it("don't keep a report from being settled, wherever they stand", async () => {
    const call = vapiCall(tenant, { customer: { number: "+12125550133", name: "T\u0000om" } });
    const at = Date.now();
    const report = {
      type: "end-of-call-report",
      timestamp: at,
      endedReason: "customer-ended-call\u0000",
      startedAt: at - 60_000,
      endedAt: at,
      cost: 1e300,
      costBreakdown: { "to\u0000tal": "\ud800" },
      analysis: {
        summary: "A \u0000 call",
        structuredData: { "call\u0000erName": "To\u0000m\udc00", list: ["\u0000"] },
      },
      artifact: { messages: [{ role: "user", message: "Hel\u0000lo", secondsFromStart: 1e300, duration: 1e300 }] },
      call,
    };
    expect((await deliver(installation.url, tenant, report)).status).toBe(200);
    await drained(installation.admin);
    expect(await seeCall(installation.admin, tenant.organizationId, call.id)).toMatchObject({
      outcome: "answered",
      duration_seconds: 60,
      summary: "A  call",
      caller_name: "Tom\ufffd",
      ended_reason: "customer-ended-call",
    });
  });

  it("keys of any length are recorded", async () => {
    const call = vapiCall(tenant);
    const message = { type: "status-update", status: "x".repeat(20_000), timestamp: Date.now(), call };
    expect((await deliver(installation.url, tenant, message)).status).toBe(200);
    await drained(installation.admin);
    expect(await seeCall(installation.admin, tenant.organizationId, call.id)).toMatchObject({ status: "ringing" });
  });
});

describe("a tenant that names what belongs to another", () => {
  const foreign = () =>
    [
      ["number", { phoneNumberId: neighbour.number.vapiPhoneNumberId }],
      ["assistant", { assistantId: neighbour.assistant.vapiAssistantId }],
    ] as const;

  it("is recorded as rejected and has no effect, by whatever it names", async () => {
    const before = await calls();
    for (const [what, named] of foreign()) {
      const message = { ...ended(), call: vapiCall(tenant, named) };
      expect((await deliver(installation.url, tenant, message)).status).toBe(200);
      await drained(installation.admin);
      const outbox = await seeOutbox(installation.admin, tenant.organizationId);
      expect(outbox.find((event) => event.event_key.includes(message.call.id))).toMatchObject({
        state: "rejected",
        last_error: expect.stringMatching(new RegExp(`${what} .* belongs to another organization`)) as string,
      });
    }
    expect(await calls()).toBe(before);
  });

  it("gets the answer that says nothing was done where VAPI waits", async () => {
    const before = await calls();
    const call = vapiCall(tenant, { phoneNumberId: neighbour.number.vapiPhoneNumberId });
    const toolCallList = [{ id: "t1", name: "takeMessage", arguments: { callerName: "Eve", message: "Hi" } }];
    const tool = await deliver(installation.url, tenant, {
      type: "tool-calls",
      timestamp: Date.now(),
      toolCallList,
      call,
    });
    expect(tool).toMatchObject({
      status: 200,
      body: { results: [{ toolCallId: "t1", result: expect.stringContaining("nothing was saved") as string }] },
    });
    const request = await deliver(installation.url, tenant, { type: "assistant-request", timestamp: Date.now(), call });
    expect(request).toMatchObject({ status: 200, body: { error: "The number you have dialled is not in service." } });
    const states = (await seeOutbox(installation.admin, tenant.organizationId)).filter(
      (event) => event.event_key.includes(call.id) || event.event_key.endsWith("t1"),
    );
    expect(states.map((event) => event.state)).toEqual(["rejected", "rejected"]);
    expect(await calls()).toBe(before);
    expect(await count(installation.admin, "SELECT count(*) FROM inbox_items")).toBe(0);
  });

  it("reaches no call of the other by its id", async () => {
    const call = vapiCall(neighbour);
    const live = { type: "status-update", status: "in-progress", timestamp: Date.now(), call };
    await deliver(installation.url, neighbour, live);
    await drained(installation.admin);
    await deliver(installation.url, tenant, { ...ended(), call: vapiCall(tenant, { id: call.id }) });
    await drained(installation.admin);
    expect(await seeCall(installation.admin, neighbour.organizationId, call.id)).toMatchObject({
      status: "in_progress",
    });
    expect(await seeCall(installation.admin, tenant.organizationId, call.id)).toMatchObject({ status: "ended" });
  });

  it("gives up its own call to nobody: a known call that suddenly names another's number is rejected", async () => {
    const call = vapiCall(tenant, { phoneNumberId: null });
    await deliver(installation.url, tenant, {
      type: "status-update",
      status: "in-progress",
      timestamp: Date.now(),
      call,
    });
    await drained(installation.admin);
    await deliver(installation.url, tenant, {
      ...ended(),
      call: { ...call, phoneNumberId: neighbour.number.vapiPhoneNumberId },
    });
    await eventually(async () => {
      const outbox = await seeOutbox(installation.admin, tenant.organizationId);
      expect(outbox.find((event) => event.event_key === `status-update:${call.id}:ended`)?.state).toBe("rejected");
    });
    expect(await seeCall(installation.admin, tenant.organizationId, call.id)).toMatchObject({
      status: "in_progress",
      phone_number_id: null,
    });
  });
});
