import { Router, type Request } from "express";
import type { Sandbox } from "../sandbox.ts";
import type { SentMail } from "../state/records.ts";
import { parseEmail, type EmailRequest } from "./email-schema.ts";
import { answerOnce } from "./idempotency.ts";
import { resendDate } from "./resend-dates.ts";
import { ResendApiError } from "./resend-error.ts";
import { resendList } from "./resend-list.ts";
import { sendEmail } from "./send-email.ts";

const LARGEST_BATCH = 100;

/** `/emails`. */
export function emailRoutes(sandbox: Sandbox): Router {
  const { mails } = sandbox.store;
  const router = Router();
  const find = (id: string) => {
    const mail = mails.get(id);
    if (!mail) throw new ResendApiError("not_found", "Email not found");
    return mail;
  };

  router.post("/", (req, res) => {
    const key = req.get("idempotency-key");
    const answer = answerOnce(sandbox, key, "/emails", req.body, () => {
      const mail = sendEmail(sandbox, parseEmail(req.body, { batch: false }), key);
      return { id: mail.id };
    });
    res.json(answer);
  });
  router.post("/batch", (req, res) => {
    const key = req.get("idempotency-key");
    res.json(answerOnce(sandbox, key, "/emails/batch", req.body, () => sendBatch(sandbox, req, key)));
  });
  router.get("/", (req, res) => {
    res.json(resendList(req, mails.newest(), showMail));
  });
  router.get("/:id", (req, res) => {
    res.json(showMail(find(req.params.id)));
  });
  router.post("/:id/cancel", (req, res) => {
    const mail = find(req.params.id);
    if (mail.lastEvent !== "scheduled") {
      throw new ResendApiError("validation_error", "Email is not scheduled and can't be canceled.", 422);
    }
    mail.lastEvent = "canceled";
    mails.put(mail);
    res.json({ object: "email", id: mail.id });
  });
  return router;
}

function sendBatch(sandbox: Sandbox, req: Request, key: string | undefined): unknown {
  const items: unknown = req.body;
  if (!Array.isArray(items) || items.length === 0 || items.length > LARGEST_BATCH) {
    throw new ResendApiError("validation_error", `A batch must be a list of 1 to ${LARGEST_BATCH} emails.`);
  }
  const permissive = req.get("x-batch-validation") === "permissive";
  const good: EmailRequest[] = [];
  const errors: { index: number; message: string }[] = [];
  for (const [index, item] of items.entries()) {
    try {
      good.push(parseEmail(item, { batch: true }));
    } catch (error) {
      if (!permissive || !(error instanceof ResendApiError)) throw error;
      errors.push({ index, message: error.message });
    }
  }
  const data = good.map((request) => ({ id: sendEmail(sandbox, request, key).id }));
  return permissive ? { data, errors } : { data };
}

function showMail(mail: SentMail): Record<string, unknown> {
  return {
    object: "email",
    id: mail.id,
    message_id: mail.messageId,
    to: mail.to,
    from: mail.from,
    created_at: resendDate(mail.createdAt),
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    bcc: mail.bcc,
    cc: mail.cc,
    reply_to: mail.replyTo,
    last_event: mail.lastEvent,
    scheduled_at: mail.scheduledAt,
    tags: mail.tags,
  };
}
