import { setTimeout as sleep } from "node:timers/promises";
import { newUuid } from "../ids.ts";
import type { Sandbox } from "../sandbox.ts";
import type { MailEvent, SentMail } from "../state/records.ts";
import { resendWebhook } from "../webhooks/resend-webhook.ts";
import { addressOf, type EmailRequest } from "./email-schema.ts";

/** Real time between a mail's steps. */
const STEP_MS = 150;

/** Longest schedule that a timer can hold. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Keeps a new mail and starts its way to the mailbox. */
export function sendEmail(sandbox: Sandbox, request: EmailRequest, idempotencyKey?: string): SentMail {
  const id = newUuid();
  const mail: SentMail = {
    ...request,
    id,
    messageId: `<${newUuid()}@mail.resend.test>`,
    lastEvent: request.scheduledAt ? "scheduled" : "queued",
    idempotencyKey: idempotencyKey ?? null,
    createdAt: Date.now(),
  };
  sandbox.store.mails.put(mail);
  void travel(sandbox, mail).catch((error: unknown) => {
    if (!sandbox.stopping.aborted) sandbox.logger.error({ err: error, mailId: id }, "a mail got stuck");
  });
  return mail;
}

async function travel(sandbox: Sandbox, mail: SentMail): Promise<void> {
  const step = async (event: MailEvent, details: Record<string, unknown> = {}, waitMs = STEP_MS) => {
    await sleep(waitMs, undefined, { signal: sandbox.stopping, ref: false });
    if (mail.lastEvent === "canceled") return false;
    mail.lastEvent = event;
    sandbox.store.mails.put(mail);
    announce(sandbox, mail, `email.${event}`, details);
    return true;
  };
  const dueMs = mail.scheduledAt ? Date.parse(mail.scheduledAt) - Date.now() : 0;
  if (mail.lastEvent === "scheduled") announce(sandbox, mail, "email.scheduled", {});
  const startMs = Math.min(LONGEST_TIMER_MS, Math.max(STEP_MS, Number.isNaN(dueMs) ? 0 : dueMs));

  const fate = fateOf(sandbox, mail.to);
  if (fate.kind === "suppressed") {
    await step("suppressed", { suppressed: suppressedDetails(fate.reason) }, startMs);
    return;
  }
  if (!(await step("sent", {}, startMs))) return;
  if (fate.kind === "bounced") {
    sandbox.store.suppressions.put({ id: fate.address, reason: "previous_bounce" });
    await step("bounced", { bounce: BOUNCE });
    return;
  }
  await step("delivered");
  if (fate.kind === "complained") {
    sandbox.store.suppressions.put({ id: fate.address, reason: "previous_complaint" });
    await step("complained");
  }
}

type Fate =
  | { kind: "delivered" }
  | { kind: "bounced" | "complained"; address: string }
  | { kind: "suppressed"; reason: "previous_bounce" | "previous_complaint" };

/**
 * What becomes of a mail: Resend's test recipients (`bounced@resend.dev`, with or without a label), addresses that
 * bounced or complained before, and `bounce@…`/`complain@…` of any domain; all others arrive. A test recipient without
 * a label is not remembered, so that it can be used again.
 */
function fateOf(sandbox: Sandbox, to: readonly string[]): Fate {
  for (const address of to.map(addressOf)) {
    const [local = "", domain] = address.split("@");
    const name = local.split("+")[0];
    if (domain === "resend.dev") {
      if (name === "suppressed") return { kind: "suppressed", reason: "previous_bounce" };
      if (name === "bounced" || name === "complained") return { kind: name, address: `used ${address}` };
    }
    const suppression = sandbox.store.suppressions.get(address);
    if (suppression) return { kind: "suppressed", reason: suppression.reason };
    if (name === "bounce" || name === "bounced") return { kind: "bounced", address };
    if (name === "complain" || name === "complained") return { kind: "complained", address };
  }
  return { kind: "delivered" };
}

const BOUNCE = {
  diagnosticCode: ["smtp; 550 5.1.1 user unknown"],
  message: "The recipient's mail server permanently rejected the email: the mailbox does not exist.",
  subType: "General",
  type: "Permanent",
};

function suppressedDetails(reason: string) {
  return {
    type: "OnAccountSuppressionList",
    message: "The recipient is on the suppression list of the account.",
    reason,
    diagnosticCode: [],
  };
}

/** Sends an event to every endpoint that wants it. Tags travel as a map, although they are given as a list. */
function announce(sandbox: Sandbox, mail: SentMail, type: string, details: Record<string, unknown>): void {
  const event = {
    type,
    created_at: new Date().toISOString(),
    data: {
      created_at: new Date(mail.createdAt).toISOString(),
      email_id: mail.id,
      message_id: mail.messageId,
      from: mail.from,
      to: mail.to,
      subject: mail.subject,
      ...(mail.tags.length > 0 ? { tags: Object.fromEntries(mail.tags.map((tag) => [tag.name, tag.value])) } : {}),
      ...details,
    },
  };
  for (const endpoint of sandbox.store.resendWebhooks.all()) {
    if (endpoint.status !== "enabled" || !endpoint.events.includes(type)) continue;
    void sandbox.deliverer.send(resendWebhook(endpoint.endpoint, endpoint.signingSecret, event));
  }
}
