import { DELIVERY_STATUS_SIGNAL, SEARCH_ATTRIBUTES, workflowId, WORKFLOWS } from "@callflex/contracts/workflow";
import { transaction } from "@callflex/db/transaction";
import { recordDeliveryStatus } from "@callflex/domain/notifications/record-delivery-status";
import { uniquePhone } from "@callflex/testing/factories";
import { WorkflowExecutionAlreadyStartedError } from "@temporalio/client";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { notificationRow, startHarness, stepRows, until, untilAttention, type Harness } from "./harness.ts";
import { historyToText } from "./history-file.ts";
import { runWorker } from "./run-worker.ts";

let harness: Harness;
let worker: { stop(): Promise<void> };

beforeAll(async () => {
  harness = await startHarness();
  worker = await runWorker(harness.options);
});
afterEach(() => harness.control("DELETE", "/faults"));
afterAll(async () => {
  await worker?.stop();
  await harness?.stop();
});

let mailbox = 0;
function uniqueMail(name = "owner"): string {
  mailbox += 1;
  return `${name}+${mailbox}@${name === "owner" ? "brightspark.example" : "resend.dev"}`;
}

/** Requests a mail and a text about one message and sends both. */
async function tellBothWays() {
  const email = uniqueMail();
  const phone = uniquePhone();
  const { callId, ids } = await harness.requestAbout({ emails: [email], phones: [phone] });
  const handles = await Promise.all(ids.map((id) => harness.send(id, callId)));
  return { email, phone, callId, ids, handles };
}

describe("a notification", () => {
  test("is sent by mail and text, once each, and followed to its delivery", async () => {
    const { email, phone, callId, ids, handles } = await tellBothWays();
    const results = await Promise.all(handles.map((handle) => handle.result()));
    expect(results).toEqual([{ state: "delivered" }, { state: "delivered" }]);

    const [mail, ...otherMails] = await harness.mails(email);
    expect(otherMails).toEqual([]);
    expect(mail?.text).toContain(`https://app.callflex.example/calls/${callId}`);
    const [text, ...otherTexts] = await harness.texts(phone);
    expect(otherTexts).toEqual([]);
    expect(text?.numSegments).toBe(1);

    for (const id of ids)
      expect(await notificationRow(harness.admin, id)).toMatchObject({ state: "delivered", attempts: 1 });
    const steps = await stepRows(harness.admin, callId);
    expect(steps.map(({ step, state, attempts }) => `${step} ${state} ${attempts}`).toSorted()).toEqual([
      "notification_delivered done 1",
      "notification_delivered done 1",
      "notification_sent done 1",
      "notification_sent done 1",
    ]);
    expect(steps.every((step) => step.workflow_id === null || ids.includes(step.workflow_id.split("/")[1]!))).toBe(
      true,
    );
  });

  test.each(["before", "after"] as const)(
    "is sent once although the first answer is lost %s the effect",
    async (effect) => {
      const lost = { method: "POST", failNext: 1, status: "disconnect", effect };
      await harness.control("PUT", "/faults", {
        requests: [
          { provider: "twilio", path: "/Messages.json", ...lost },
          { provider: "resend", path: "/emails", ...lost },
        ],
      });
      const { email, phone, ids, handles } = await tellBothWays();
      await Promise.all(handles.map((handle) => handle.result()));
      expect(await harness.mails(email)).toHaveLength(1);
      expect(await harness.texts(phone)).toHaveLength(1);
      for (const id of ids)
        expect(await notificationRow(harness.admin, id)).toMatchObject({ state: "delivered", attempts: 2 });
    },
  );

  test("waits as long as the provider asks and keeps why in the timeline", async () => {
    await harness.control("PUT", "/faults", {
      requests: [{ provider: "resend", method: "POST", failNext: 1, status: 429, effect: "before" }],
    });
    const email = uniqueMail();
    const { callId, ids } = await harness.requestAbout({ emails: [email] });
    const handle = await harness.send(ids[0]!, callId);
    const waiting = await until(
      () => stepRows(harness.admin, callId),
      ([step]) => step?.detail != null || step?.state === "done",
    );
    expect(waiting[0]).toMatchObject({ state: "waiting", detail: expect.stringContaining("tried again") as unknown });
    expect(await handle.result()).toEqual({ state: "delivered" });
    expect(await harness.mails(email)).toHaveLength(1);
  });

  test("started again, while it runs, afterwards or under another id, sends nothing more", async () => {
    const { email, phone, callId, ids, handles } = await tellBothWays();
    for (const [n, id] of ids.entries()) {
      const again = await harness.send(id, callId);
      expect(again.firstExecutionRunId).toBe(handles[n]!.firstExecutionRunId);
    }
    await Promise.all(handles.map((handle) => handle.result()));
    for (const id of ids) {
      await expect(harness.send(id, callId)).rejects.toThrow(WorkflowExecutionAlreadyStartedError);
      const input = { organizationId: harness.organizationId, notificationId: id, callId };
      const rerun = await harness.start(WORKFLOWS.sendNotification, `${workflowId.notification(id)}/again`, input);
      expect(await rerun.result()).toEqual({ state: "delivered" });
    }
    expect(await harness.mails(email)).toHaveLength(1);
    expect(await harness.texts(phone)).toHaveLength(1);
  });

  test("ends at once when the provider reports its delivery", async () => {
    await harness.control("PUT", "/faults", {
      requests: [{ provider: "twilio", method: "GET", failRate: 1, status: 503, effect: "before" }],
    });
    const { callId, ids } = await harness.requestAbout({ phones: [uniquePhone()] });
    const handle = await harness.send(ids[0]!, callId);
    const row = await until(
      () => notificationRow(harness.admin, ids[0]!),
      ({ provider_message_id }) => provider_message_id !== null,
    );
    const recorded = await transaction(harness.service, (tx) =>
      recordDeliveryStatus(tx, { channel: "sms", providerMessageId: row.provider_message_id!, status: "delivered" }),
    );
    expect(recorded).toMatchObject({ workflowId: handle.workflowId, final: "delivered" });
    await handle.signal(DELIVERY_STATUS_SIGNAL, "delivered");
    expect(await handle.result()).toEqual({ state: "delivered" });
  });
});

describe("a notification that fails for good", () => {
  test("says why, waits for a person, is refused again on retry, and can be abandoned", async () => {
    const { callId, ids } = await harness.requestAbout({ phones: ["+15005550004"] });
    const handle = await harness.send(ids[0]!, callId);
    await untilAttention(handle, true);
    expect(await notificationRow(harness.admin, ids[0]!)).toMatchObject({
      state: "failed",
      last_error: expect.stringContaining("opted out") as unknown,
    });
    const query = `${SEARCH_ATTRIBUTES.needsAttention} = true AND ${SEARCH_ATTRIBUTES.callId} = "${callId}"`;
    await until(
      async () => (await harness.client.workflow.count(query)).count,
      (found) => found === 1,
    );

    await handle.signal("retry");
    await until(
      () => notificationRow(harness.admin, ids[0]!),
      ({ attempts, state }) => attempts === 2 && state === "failed",
    );
    await untilAttention(handle, true);
    await handle.signal("abandon");
    expect(await handle.result()).toEqual({ state: "abandoned" });
    await untilAttention(handle, false);
    expect(await notificationRow(harness.admin, ids[0]!)).toMatchObject({ state: "abandoned" });
    const [step] = await stepRows(harness.admin, callId);
    expect(step).toMatchObject({ step: "notification_sent", state: "skipped", attempts: 2 });
  });

  test("undelivered for want of a registration, it is told by mail instead, and the number waits for it", async () => {
    const { e164, id } = harness.number;
    await harness.control("POST", "/twilio/numbers", { phoneNumber: e164, texting: "unregistered" });
    const phone = uniquePhone();
    const { callId, ids } = await harness.requestAbout({ phones: [phone] });
    const handle = await harness.send(ids[0]!, callId);
    expect(await handle.result()).toEqual({ state: "abandoned" });
    expect(await notificationRow(harness.admin, ids[0]!)).toMatchObject({
      state: "abandoned",
      last_error: expect.stringMatching(/30034.*Sent by e-mail instead\.$/) as unknown,
    });
    const texting = async () =>
      (await harness.admin.query("SELECT texting_state FROM phone_numbers WHERE id = $1", [id])).rows[0].texting_state;
    expect(await texting()).toBe("pending");

    const later = await harness.requestAbout({ phones: [phone], emails: [uniqueMail("delivered")] });
    expect(later.ids).toHaveLength(1);
    const steps = await stepRows(harness.admin, later.callId);
    expect(steps).toContainEqual(
      expect.objectContaining({
        step: "notification_sent",
        state: "skipped",
        detail: "Sent by e-mail instead: the number's registration for texting in the US is still under way.",
      }),
    );

    await harness.control("POST", "/twilio/numbers", { phoneNumber: e164, texting: "registered" });
    await harness.admin.query("UPDATE phone_numbers SET texting_state = 'registered' WHERE id = $1", [id]);
    expect(await texting()).toBe("registered");
  });

  test("a mail that bounced waits for a person as well", async () => {
    const { callId, ids } = await harness.requestAbout({ emails: [uniqueMail("bounced")] });
    const handle = await harness.send(ids[0]!, callId);
    await untilAttention(handle, true);
    expect(await notificationRow(harness.admin, ids[0]!)).toMatchObject({ state: "failed" });
    await handle.signal("abandon");
    expect(await handle.result()).toEqual({ state: "abandoned" });
    expect((await stepRows(harness.admin, callId)).map(({ step, state }) => `${step} ${state}`).toSorted()).toEqual([
      "notification_delivered skipped",
      "notification_sent done",
    ]);
  });

  test("nothing in its history names the recipient or quotes the caller", async () => {
    const phone = "+15005550004";
    const { callId, ids } = await harness.requestAbout({ phones: [phone] });
    const handle = await harness.send(ids[0]!, callId);
    await untilAttention(handle, true);
    await handle.signal("abandon");
    await handle.result();
    const json = historyToText(await handle.fetchHistory());
    const payloads = Array.from(json.matchAll(/"data": "([A-Za-z0-9+/=]+)"/g), ([, data]) =>
      Buffer.from(data!, "base64"),
    );
    const history = [json, ...payloads].join("\n");
    expect(history).toContain('"round":0');
    expect(history).toContain(ids[0]);
    for (const personal of [phone, "5005550004", "Please call back", "Bright Spark"])
      expect(history).not.toContain(personal);
  });
});
