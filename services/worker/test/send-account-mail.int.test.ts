import { newId } from "@callflex/db/ids";
import { makeOrganization, makeUser } from "@callflex/testing/factories";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { accountMailRow, startHarness, until, type Harness } from "./harness.ts";
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

const link = "https://app.callflex.example/confirm-email?token=s3cret-t0ken";
const facts = { kind: "confirm_email" as const, name: "Jane Roe", link };
const forgotten = { facts_ciphertext: null, encryption_key_id: null };

let mailbox = 0;
function uniqueAddress(): string {
  mailbox += 1;
  return `jane+${mailbox}@roe.example`;
}

/** While it is in force, Resend answers none of its requests. */
function takeResendAway() {
  return harness.control("PUT", "/faults", {
    requests: [{ provider: "resend", method: "POST", failRate: 1, status: 503, effect: "before" }],
  });
}

describe("a mail about an account", () => {
  test("is sent once, followed to its delivery, and forgotten by us", async () => {
    const recipient = uniqueAddress();
    const id = await harness.requestAccountMail({ facts, recipient });
    const handle = await harness.sendAccountMail(id);
    expect(await handle.result()).toEqual({ state: "delivered" });
    const [mail, ...others] = await harness.mails(recipient);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe("Confirm your e-mail address");
    expect(mail?.text).toContain(link);
    expect(mail?.html).toContain(`href="${link}"`);
    expect(await accountMailRow(harness.admin, id)).toMatchObject({ state: "delivered", attempts: 1, ...forgotten });
  });

  test.each(["before", "after"] as const)("is sent once although the answer is lost %s the effect", async (effect) => {
    await harness.control("PUT", "/faults", {
      requests: [{ provider: "resend", path: "/emails", method: "POST", failNext: 1, status: "disconnect", effect }],
    });
    const recipient = uniqueAddress();
    const id = await harness.requestAccountMail({ facts, recipient });
    expect(await (await harness.sendAccountMail(id)).result()).toEqual({ state: "delivered" });
    expect(await harness.mails(recipient)).toHaveLength(1);
    expect(await accountMailRow(harness.admin, id)).toMatchObject({
      state: "delivered",
      attempts: 2,
      last_error: null,
    });
  });

  test("goes out once the mail service that was away during the sign-up is back", async () => {
    await takeResendAway();
    const recipient = uniqueAddress();
    const id = await harness.requestAccountMail({ facts, recipient });
    const handle = await harness.sendAccountMail(id);
    const waiting = await until(
      () => accountMailRow(harness.admin, id),
      ({ attempts, last_error }) => attempts >= 2 && last_error !== null,
    );
    expect(waiting).toMatchObject({ state: "pending", last_error: expect.stringContaining("tried again") as unknown });
    expect(await harness.mails(recipient)).toEqual([]);
    await harness.control("DELETE", "/faults");
    expect(await handle.result()).toEqual({ state: "delivered" });
    expect(await harness.mails(recipient)).toHaveLength(1);
    expect(await accountMailRow(harness.admin, id)).toMatchObject({ last_error: null, ...forgotten });
  });

  test("whose link ends while the mail service is away is not sent any more", async () => {
    await takeResendAway();
    const recipient = uniqueAddress();
    const id = await harness.requestAccountMail({ facts, recipient, expiresAt: new Date(Date.now() + 3_000) });
    expect(await (await harness.sendAccountMail(id)).result()).toEqual({ state: "expired" });
    expect(await accountMailRow(harness.admin, id)).toMatchObject({ state: "expired", ...forgotten });
    expect(await harness.mails(recipient)).toEqual([]);
  });

  test("to an address that can't be is refused for good, and its row says so to people", async () => {
    const id = await harness.requestAccountMail({ facts, recipient: "jane at roe" });
    expect(await (await harness.sendAccountMail(id)).result()).toEqual({ state: "failed" });
    expect(await accountMailRow(harness.admin, id)).toMatchObject({
      state: "failed",
      attempts: 1,
      last_error: "The mail service refused the mail. Is the address right?",
      ...forgotten,
    });
  });

  test("that bounces has failed, and its row says why", async () => {
    const id = await harness.requestAccountMail({ facts, recipient: `bounced+${uniqueAddress()}`.replace("roe", "x") });
    expect(await (await harness.sendAccountMail(id)).result()).toEqual({ state: "failed" });
    expect(await accountMailRow(harness.admin, id)).toMatchObject({
      state: "failed",
      last_error: expect.stringContaining("refused the e-mail") as unknown,
    });
  });

  test.each(["organization", "account"] as const)("goes with its %s, and nothing is sent", async (owner) => {
    const recipient = uniqueAddress();
    const organizationId = owner === "organization" ? (await makeOrganization(harness.admin)).id : null;
    const userId = owner === "account" ? (await makeUser(harness.admin)).id : null;
    const id = await harness.requestAccountMail({ facts, recipient, organizationId, userId });
    await harness.admin.query(`DELETE FROM ${owner === "account" ? "users" : "organizations"} WHERE id = $1`, [
      organizationId ?? userId,
    ]);
    expect(await (await harness.sendAccountMail(id)).result()).toEqual({ state: "gone" });
    expect(await harness.mails(recipient)).toEqual([]);
  });

  test.each(["pending", "revoked"])(
    "that carries an invitation goes out only while that is open: %s",
    async (status) => {
      const recipient = uniqueAddress();
      const { id: organizationId } = await makeOrganization(harness.admin);
      const { id: inviter } = await makeUser(harness.admin);
      const expiresAt = new Date(Date.now() + 3_600_000);
      const id = await harness.requestAccountMail({
        facts: {
          kind: "invitation",
          organizationName: "Roe Plumbing",
          inviterName: "Jane Roe",
          role: "member",
          expiresAt: expiresAt.toISOString(),
          link,
        },
        recipient,
        organizationId,
        expiresAt,
      });
      await harness.admin.query(
        `INSERT INTO invitations (id, organization_id, email, role, status, token_hash, mail_id, inviter_id, expires_at)
       VALUES ($1, $2, $3, 'member', $4, $5, $6, $7, $8)`,
        [newId(), organizationId, recipient, status, Buffer.from(id), id, inviter, expiresAt],
      );
      const open = status === "pending";
      expect(await (await harness.sendAccountMail(id)).result()).toEqual({ state: open ? "delivered" : "expired" });
      expect(await harness.mails(recipient)).toHaveLength(open ? 1 : 0);
    },
  );

  test("leaves neither its link nor its reader in the workflow's history, also when tries fail", async () => {
    await takeResendAway();
    const recipient = uniqueAddress();
    const id = await harness.requestAccountMail({ facts, recipient });
    const handle = await harness.sendAccountMail(id);
    await until(
      () => accountMailRow(harness.admin, id),
      ({ last_error }) => last_error !== null,
    );
    await harness.control("DELETE", "/faults");
    await handle.result();
    const json = historyToText(await handle.fetchHistory());
    const payloads = Array.from(json.matchAll(/"data": "([A-Za-z0-9+/=]+)"/g), ([, data]) =>
      Buffer.from(data!, "base64"),
    );
    const history = [json, ...payloads].join("\n");
    expect(history).toContain(`{"mailId":"${id}"}`);
    for (const secret of ["s3cret-t0ken", "roe.example", "Jane"]) expect(history).not.toContain(secret);
  });
});
