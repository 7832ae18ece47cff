import { Resend } from "resend";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resendWebhookSecret, startWorld, type World } from "./support/world.ts";
import type { Received } from "./support/receiver.ts";
import { fixture, shapeDifferences } from "./support/shape.ts";

const mail = { from: "Acme <hello@mail.acme.test>", subject: "New message", html: "<p>Hi <b>Tom</b></p>" };

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

function eventOf(request: Received): { type: string; data: { email_id: string } } {
  return JSON.parse(request.body) as never;
}

describe("a mail", () => {
  it("is sent, shown and delivered", async () => {
    const { data, error, headers } = await world.resend.emails.send({ ...mail, to: "tom@example.com" });
    expect(error).toBeNull();
    expect(headers).toMatchObject({ "ratelimit-limit": "5" });
    expect(shapeDifferences((fixture("resend/api_send_200") as { body: object }).body, data)).toEqual([]);
    const id = data?.id ?? "";
    await expect.poll(async () => (await world.resend.emails.get(id)).data?.last_event).toBe("delivered");
    const { data: shown } = await world.resend.emails.get(id);
    expect(shown).toMatchObject({ object: "email", to: ["tom@example.com"], text: "Hi Tom", bcc: null });
    expect(shown?.created_at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\+00$/);
    const { mails } = await world.control<{ mails: { id: string }[] }>("GET", "/mails?to=TOM@example.com");
    expect(mails.map((one) => one.id)).toContain(id);
  });

  it.each([
    [{ to: "tom@example.com", html: undefined }, "missing_required_field", 422],
    [{ to: "tom@example.com", subject: undefined }, "missing_required_field", 422],
    [{ to: "nobody" }, "validation_error", 422],
    [{ to: "tom@example.com", from: "nobody" }, "validation_error", 422],
    [{ to: "tom@example.com", from: "a@unverified.test" }, "validation_error", 403],
    [{ to: "tom@example.com", tags: [{ name: "kind", value: "a b" }] }, "validation_error", 422],
  ])("with %o is refused: %s %i", async (change, name, statusCode) => {
    const { data, error } = await world.resend.emails.send({ ...mail, ...change } as never);
    expect(data).toBeNull();
    expect(error).toMatchObject({ name, statusCode });
  });

  it("with the wrong key is refused", async () => {
    const stranger = new Resend("re_other", { baseUrl: `${world.sandbox.url}/resend` });
    const { error } = await stranger.emails.send({ ...mail, to: "tom@example.com" });
    expect(error).toMatchObject({ name: "invalid_api_key", statusCode: 403 });
  });
});

describe("an idempotency key", () => {
  const send = (key: string, subject: string) =>
    world.resend.emails.send({ ...mail, subject, to: "ida@example.com" }, { idempotencyKey: key });

  it("sends once and answers the same again; another body is a conflict", async () => {
    const first = await send("notify/1", "One");
    const again = await send("notify/1", "One");
    expect(again.data).toEqual(first.data);
    expect((await send("notify/1", "Two")).error).toMatchObject({
      name: "invalid_idempotent_request",
      statusCode: 409,
    });
    const { mails } = await world.control<{ mails: unknown[] }>("GET", "/mails?to=ida@example.com");
    expect(mails).toHaveLength(1);
    expect((await send("x".repeat(257), "One")).error).toMatchObject({ name: "invalid_idempotency_key" });
  });

  it("of a request that still runs is a conflict", async () => {
    await world.control("PUT", "/faults", { requests: [{ provider: "resend", latencyMs: 150 }] });
    const answers = await Promise.all([send("notify/2", "One"), send("notify/2", "One")]);
    await world.control("DELETE", "/faults");
    const errors = answers.map((answer) => answer.error?.name).filter(Boolean);
    expect(errors).toEqual(["concurrent_idempotent_requests"]);
  });
});

describe("a batch", () => {
  it("refuses all for one wrong mail, or sends the good ones when it is permissive", async () => {
    const items = [
      { ...mail, to: "a@example.com" },
      { ...mail, to: "nobody" },
    ];
    expect((await world.resend.batch.send(items)).error).toMatchObject({ name: "validation_error" });
    const permissive = await world.resend.batch.send(items, { batchValidation: "permissive" });
    expect(permissive.data?.data).toHaveLength(1);
    expect(permissive.data).toMatchObject({ errors: [{ index: 1 }] });
  });
});

describe("webhooks", () => {
  beforeAll(async () => {
    const events = ["email.sent", "email.delivered", "email.bounced", "email.complained", "email.suppressed"] as const;
    const endpoint = `${world.receiver.url}/resend`;
    await world.resend.webhooks.create({ endpoint, events: [...events] });
  });

  const eventsOf = (id: string) =>
    world.receiver.received.filter((request) => request.path === "/resend" && eventOf(request).data.email_id === id);

  async function sendTo(to: string, last: string): Promise<Received[]> {
    const tags = [{ name: "org_id", value: "o1" }];
    const { data } = await world.resend.emails.send({ ...mail, to, tags });
    await world.receiver.waitFor(
      (request) =>
        request.path === "/resend" && eventOf(request).type === last && eventOf(request).data.email_id === data?.id,
    );
    return eventsOf(data?.id ?? "");
  }

  it.each([
    ["tom@example.com", ["email.sent", "email.delivered"], "email.delivered"],
    ["bounced+org1@resend.dev", ["email.sent", "email.bounced"], "email.bounced"],
    ["complained@resend.dev", ["email.sent", "email.delivered", "email.complained"], undefined],
    ["suppressed@resend.dev", ["email.suppressed"], undefined],
  ])("tell of a mail to %s: %o", async (to, types, sample) => {
    const requests = await sendTo(to, types.at(-1) ?? "");
    expect(requests.map((request) => eventOf(request).type)).toEqual(types);
    for (const request of requests) {
      const verified = world.resend.webhooks.verify({
        payload: request.body,
        headers: {
          id: String(request.headers["svix-id"]),
          timestamp: String(request.headers["svix-timestamp"]),
          signature: String(request.headers["svix-signature"]),
        },
        webhookSecret: resendWebhookSecret,
      });
      expect(verified.type).toBe(eventOf(request).type);
    }
    const lastEvent = eventOf(requests.at(-1) as Received);
    expect(lastEvent.data).toMatchObject({ tags: { org_id: "o1" } });
    const differences = sample ? shapeDifferences(fixture(`resend/${sample}`), lastEvent) : [];
    expect(differences.filter((line) => !/tags\.kind/.test(line))).toEqual([]);
  });

  it("come as suppressed after an address has bounced", async () => {
    await sendTo("bounce@gone.test", "email.bounced");
    const requests = await sendTo("bounce@gone.test", "email.suppressed");
    expect(requests.map((request) => eventOf(request).type)).toEqual(["email.suppressed"]);
  });
});
