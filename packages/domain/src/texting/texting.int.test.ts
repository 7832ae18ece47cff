import { createPool, type Pool } from "@callflex/db/pool";
import { transaction } from "@callflex/db/transaction";
import { makeCall, makeMember, makeOrganization, makePhoneNumber, makeUser } from "@callflex/testing/factories";
import { createTestDatabase, type TestDatabase } from "@callflex/testing/postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadNotification } from "../notifications/load-notification.ts";
import { beginAttempt } from "../notifications/begin-attempt.ts";
import { markSent } from "../notifications/mark-sent.ts";
import { recordDeliveryStatus } from "../notifications/record-delivery-status.ts";
import { requestNotifications } from "../notifications/request-notifications.ts";

const PHONE = "+14155550134";
const MAIL = "desk@example.test";

let database: TestDatabase;
let admin: Pool;
let service: Pool;
let organizationId: string;
let owner: string;
beforeAll(async () => {
  database = await createTestDatabase();
  admin = createPool(database.adminUrl, { name: "test-admin" });
  service = createPool(database.urls.service, { name: "test-service" });
});
beforeEach(async () => {
  organizationId = (await makeOrganization(admin)).id;
  const user = await makeUser(admin);
  await makeMember(admin, { organizationId, userId: user.id, role: "owner" });
  owner = user.email;
});
afterAll(async () => {
  await admin?.end();
  await service?.end();
  await database?.drop();
});

/** A call to a number, whose people are to be told about it. */
async function told(number: { id: string }, to: { emails?: string[]; phones?: string[] }) {
  const call = await makeCall(admin, { organizationId, phoneNumberId: number.id });
  await transaction(service, (tx) =>
    requestNotifications(tx, {
      organizationId,
      callId: call.id,
      kind: "missed_call",
      dedupePrefix: `missed/${call.id}`,
      settings: { emails: [], phones: [], kinds: ["missed_call"], ...to },
    }),
  );
  return call.id;
}

async function log(callId: string) {
  const { rows } = await admin.query<{ line: string }>(
    "SELECT channel || ' ' || recipient || ' ' || state AS line FROM notifications WHERE call_id = $1 ORDER BY 1",
    [callId],
  );
  return rows.map(({ line }) => line);
}

async function textingState(id: string): Promise<string> {
  const { rows } = await admin.query("SELECT texting_state FROM phone_numbers WHERE id = $1", [id]);
  return rows[0].texting_state;
}

const number = (state: string) => makePhoneNumber(admin, { organizationId, textingState: state });

describe("while texts can't go out", () => {
  test.each([
    ["unregistered", "the number is not registered for texting in the US yet"],
    ["pending", "the number's registration for texting in the US is still under way"],
    ["not_possible", "the number can't send texts"],
  ])("from a number that is %s, mails tell instead, and the log says why", async (state, why) => {
    const callId = await told(await number(state), { emails: [MAIL], phones: [PHONE] });
    expect(await log(callId)).toEqual([`email ${MAIL} pending`, `sms ${PHONE} abandoned`]);
    const { rows } = await admin.query(
      "SELECT state, detail FROM call_processing_steps WHERE call_id = $1 AND subject LIKE 'Text message%'",
      [callId],
    );
    expect(rows).toEqual([{ state: "skipped", detail: `Sent by e-mail instead: ${why}.` }]);
  });

  test("the owners are told where no address is set", async () => {
    const callId = await told(await number("pending"), { phones: [PHONE] });
    expect(await log(callId)).toEqual([`email ${owner} pending`, `sms ${PHONE} abandoned`]);
  });

  test("the number that was called counts, not another one", async () => {
    await number("unregistered");
    const callId = await told(await number("registered"), { phones: [PHONE] });
    expect(await log(callId)).toEqual([`sms ${PHONE} pending`]);
  });
});

test.each(["registered", "not_needed"])("texts go out from a number that is %s", async (state) => {
  const callId = await told(await number(state), { emails: [MAIL], phones: [PHONE] });
  expect(await log(callId)).toEqual([`email ${MAIL} pending`, `sms ${PHONE} pending`]);
});

describe("a text that was sent", () => {
  async function sent(from: { id: string; e164: string }, to: { emails?: string[] } = {}, recipient = PHONE) {
    const callId = await told(from, { ...to, phones: [recipient] });
    const { rows } = await admin.query("SELECT id FROM notifications WHERE call_id = $1 AND channel = 'sms'", [callId]);
    const notificationId = rows[0].id as string;
    const providerMessageId = `SM${notificationId}`;
    await transaction(service, async (tx) => {
      const notification = (await loadNotification(tx, { organizationId, notificationId }))!;
      await beginAttempt(tx, { notification, workflowId: "w" });
      await markSent(tx, { notification, providerMessageId, workflowId: "w" });
    });
    return {
      callId,
      status: (status: string, errorCode?: string) =>
        transaction(service, (tx) =>
          recordDeliveryStatus(tx, {
            channel: "sms",
            providerMessageId,
            status,
            from: from.e164,
            ...(errorCode ? { errorCode } : {}),
          }),
        ),
    };
  }

  test("and is refused for want of a registration lets the number wait for it, and mails tell instead", async () => {
    const from = await number("registered");
    const { callId, status } = await sent(from);
    expect(await status("undelivered", "30034")).toMatchObject({ final: "failed" });
    expect(await textingState(from.id)).toBe("pending");
    expect(await log(callId)).toEqual([`email ${owner} pending`, `sms ${PHONE} abandoned`]);
    await status("undelivered", "30034");
    expect(await log(callId)).toHaveLength(2);
  });

  test("and is refused for another reason says nothing about the number", async () => {
    const from = await number("registered");
    const { callId, status } = await sent(from);
    await status("undelivered", "30003");
    expect(await textingState(from.id)).toBe("registered");
    expect(await log(callId)).toEqual([`sms ${PHONE} failed`]);
  });

  test.each([
    ["to the US proves that the number is registered", PHONE, "registered"],
    ["to Canada proves nothing", "+14165550134", "pending"],
  ])("and is delivered %s", async (_what, recipient, expected) => {
    const from = await number("registered");
    const { status } = await sent(from, {}, recipient);
    await admin.query("UPDATE phone_numbers SET texting_state = 'pending' WHERE id = $1", [from.id]);
    await status("delivered");
    expect(await textingState(from.id)).toBe(expected);
  });
});
