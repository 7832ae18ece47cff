import { createPool, type Pool } from "@callflex/db/pool";
import { transaction } from "@callflex/db/transaction";
import { makeCall, makeOrganization, type MadeCall } from "@callflex/testing/factories";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { abandonNotification } from "./abandon-notification.ts";
import { beginAttempt } from "./begin-attempt.ts";
import { loadNotification } from "./load-notification.ts";
import { markFailed } from "./mark-failed.ts";
import { markSent } from "./mark-sent.ts";
import { messageKey, recordDeliveryStatus } from "./record-delivery-status.ts";
import { requestNotifications } from "./request-notifications.ts";

let database: TestDatabase;
let admin: Pool;
let service: Pool;
let organizationId: string;
let call: MadeCall;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = createPool(database.adminUrl, { name: "test-admin" });
  service = createPool(database.urls.service, { name: "test-service" });
});
beforeEach(async () => {
  organizationId = (await makeOrganization(admin)).id;
  call = await makeCall(admin, { organizationId });
});
afterAll(async () => {
  await admin?.end();
  await service?.end();
  await database?.drop();
});

const settings = { emails: ["owner@example.test"], phones: ["+14155550134"], kinds: ["message" as const] };

function request(given: Partial<Parameters<typeof requestNotifications>[1]> = {}) {
  const input = {
    organizationId,
    callId: call.id,
    kind: "message" as const,
    dedupePrefix: `call/${call.id}`,
    settings,
  };
  return transaction(service, (tx) => requestNotifications(tx, { ...input, ...given }));
}

async function row(id: string) {
  const { rows } = await admin.query<{ state: string; last_error: string | null; attempts: number }>(
    "SELECT state, last_error, attempts FROM notifications WHERE id = $1",
    [id],
  );
  return rows[0]!;
}

const load = async (notificationId: string) =>
  (await transaction(service, (tx) => loadNotification(tx, { organizationId, notificationId })))!;

/** A notification by text message that its provider has taken. */
async function sentNotification(providerMessageId: string) {
  const [, id] = await request();
  const notification = await load(id!);
  await transaction(service, async (tx) => {
    expect(await beginAttempt(tx, { notification, workflowId: "w" })).toBe(true);
    await markSent(tx, { notification, providerMessageId, workflowId: "w" });
  });
  return id!;
}

function status(providerMessageId: string, given: { status: string; errorCode?: string; channel?: "email" | "sms" }) {
  return transaction(service, (tx) => recordDeliveryStatus(tx, { channel: "sms", providerMessageId, ...given }));
}

describe("a request", () => {
  test("makes one notification and one intent for each recipient and way", async () => {
    const ids = await request();
    expect(ids).toHaveLength(2);
    const { rows } = await admin.query<{ body: Buffer; type: string }>(
      "SELECT type, body FROM outbox_events WHERE organization_id = $1 ORDER BY id",
      [organizationId],
    );
    expect(rows.map(({ type }) => type)).toEqual(["notification.send", "notification.send"]);
    const bodies = rows.map(({ body }) => JSON.parse(body.toString()) as unknown);
    expect(bodies).toEqual(ids.map((notificationId) => ({ notificationId, callId: call.id })));
  });

  test("made again adds only who was added since, however often and by however many", async () => {
    await request();
    const emails = ["Owner@Example.test", "second@example.test", "SECOND@example.test"];
    const again = await Promise.all(Array.from({ length: 4 }, () => request({ settings: { ...settings, emails } })));
    expect(again.flat()).toHaveLength(1);
    const { rows } = await admin.query("SELECT 1 FROM notifications WHERE organization_id = $1", [organizationId]);
    expect(rows).toHaveLength(3);
  });

  test("about what is switched off tells nobody", async () => {
    expect(await request({ kind: "missed_call" })).toEqual([]);
  });
});

describe("a try", () => {
  test("begins once, however many observe the same notification", async () => {
    const [id] = await request();
    const notification = await load(id!);
    const begun = await Promise.all(
      Array.from({ length: 5 }, () =>
        transaction(service, (tx) => beginAttempt(tx, { notification, workflowId: "w" })),
      ),
    );
    expect(begun.filter(Boolean)).toHaveLength(1);
    expect(await row(id!)).toMatchObject({ state: "sending", attempts: 1 });
  });

  test("does not begin for what was sent", async () => {
    const id = await sentNotification("SM-sent");
    const notification = await load(id);
    expect(await transaction(service, (tx) => beginAttempt(tx, { notification, workflowId: "w" }))).toBe(false);
  });

  test("that failed after all does not undo one that was sent", async () => {
    const id = await sentNotification("SM-late-failure");
    const notification = await load(id);
    const failure = { notification, reason: "late", willRetry: false, workflowId: "w" };
    await transaction(service, (tx) => markFailed(tx, failure));
    expect(await row(id)).toMatchObject({ state: "sent", last_error: null });
  });
});

describe("a delivery status", () => {
  test("of a message nobody knows yet is null, and is woken when the message is known", async () => {
    expect(await status("SM-early", { status: "delivered" })).toBeNull();
    await admin.query(
      `WITH e AS (INSERT INTO outbox_events (id, provider, scope, event_key, type, body)
         VALUES (gen_random_uuid(), 'twilio', 's', 'k', 'message-status', '') RETURNING id)
       INSERT INTO outbox_deliveries (event_id, state, waiting_for, available_at)
       SELECT id, 'parked', $1, now() + interval '1 hour' FROM e`,
      [messageKey("sms", "SM-early")],
    );
    await sentNotification("SM-early");
    const { rows } = await admin.query(
      "SELECT 1 FROM outbox_deliveries WHERE waiting_for = $1 AND available_at <= now()",
      [messageKey("sms", "SM-early")],
    );
    expect(rows).toHaveLength(1);
  });

  test("names the workflow that waits, and says whether it is final", async () => {
    const id = await sentNotification("SM-1");
    const about = { givenUp: false, notificationId: id, organizationId, workflowId: `notification/${id}` };
    expect(await status("SM-1", { status: "sent" })).toEqual({ ...about, final: null });
    expect(await status("SM-1", { status: "delivered" })).toEqual({ ...about, final: "delivered" });
  });

  test("of a text never goes back, in any order and repeated", async () => {
    const id = await sentNotification("SM-2");
    for (const [word, errorCode] of [
      ["undelivered", "30007"],
      ["sent"],
      ["delivered"],
      ["queued"],
      ["undelivered", "30003"],
    ]) {
      await status("SM-2", { status: word!, errorCode });
    }
    expect(await row(id)).toMatchObject({ state: "failed", last_error: expect.stringContaining("30007") as unknown });
  });

  test("of a mail goes from delivered to bounced, and no further", async () => {
    const [id] = await request();
    const notification = await load(id!);
    await transaction(service, async (tx) => {
      await beginAttempt(tx, { notification, workflowId: "w" });
      await markSent(tx, { notification, providerMessageId: "mail-1", workflowId: "w" });
    });
    for (const word of ["email.delivered", "email.bounced", "email.delivered"]) {
      await status("mail-1", { status: word, channel: "email" });
    }
    expect(await row(id!)).toMatchObject({ state: "failed" });
  });

  test("does not bring back what was given up", async () => {
    const id = await sentNotification("SM-3");
    const abandoned = { organizationId, notificationId: id, reason: "Given up" };
    expect(await transaction(service, (tx) => abandonNotification(tx, abandoned))).toBe(true);
    expect(await status("SM-3", { status: "delivered" })).toMatchObject({ final: null });
    expect(await row(id)).toMatchObject({ state: "abandoned" });
    expect(await transaction(service, (tx) => abandonNotification(tx, abandoned))).toBe(false);
  });
});

test("the timeline tells each step of each recipient", async () => {
  await sentNotification("SM-4");
  await status("SM-4", { status: "delivered" });
  const { rows } = await admin.query<{ line: string }>(
    `SELECT step || ' ' || state || ' ' || regexp_replace(subject, '#\\w+', '#') AS line FROM call_processing_steps
     WHERE call_id = $1 ORDER BY subject, step`,
    [call.id],
  );
  expect(rows.map(({ line }) => line)).toEqual([
    "notification_sent waiting E-mail to owner@example.test (#)",
    "notification_delivered done Text message to +14155550134 (#)",
    "notification_sent done Text message to +14155550134 (#)",
  ]);
});
