import { Router, type Request } from "express";
import { z } from "zod";
import { ControlError } from "../http-error.ts";
import type { Sandbox } from "../sandbox.ts";
import { addressOf } from "../resend/email-schema.ts";
import { receiveMessage } from "../twilio/receive-message.ts";
import { controlBody } from "./control-body.ts";

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, "must be a number like +14155550123");
const smsSchema = z.strictObject({ from: z.string().min(1), to: e164, body: z.string().min(1).max(1_600) });

/** What people got and sent: `/sandbox/messages`, `/mails`, `/sms`. */
export function controlInboxRoutes(sandbox: Sandbox): Router {
  const { messages, mails } = sandbox.store;
  const router = Router();

  router.get("/messages", (req, res) => {
    const { to } = req.query;
    const matching = since(req, messages.newest()).filter((message) => !to || message.to === to);
    res.json({ messages: matching.slice(0, limitOf(req)) });
  });
  router.get("/mails", (req, res) => {
    const to = typeof req.query.to === "string" ? req.query.to.toLowerCase() : undefined;
    const matching = since(req, mails.newest()).filter((mail) => !to || mail.to.some((one) => addressOf(one) === to));
    res.json({ mails: matching.slice(0, limitOf(req)) });
  });
  router.get("/mails/:id/html", (req, res) => {
    const mail = mails.get(req.params.id);
    if (!mail) throw new ControlError(404, `No mail ${req.params.id}`);
    // The mail is shown in a frame: its own scripts must not run there, its links open outside of it.
    res.set(
      "content-security-policy",
      "default-src 'none'; style-src 'unsafe-inline'; img-src * data:; font-src *; " +
        "sandbox allow-popups allow-popups-to-escape-sandbox",
    );
    res.type("html").send(`<base target="_blank">${mail.html ?? plainAsHtml(mail.text ?? "")}`);
  });
  router.post("/sms", (req, res) => {
    const message = receiveMessage(sandbox, controlBody(smsSchema, req.body));
    res.status(201).json({ sid: message.id });
  });
  return router;
}

/** Items at or after `since`: an ISO date or ms since the epoch. */
function since<T extends { createdAt: number }>(req: Request, items: T[]): T[] {
  const given = req.query.since;
  if (typeof given !== "string" || !given) return items;
  const from = /^\d+$/.test(given) ? Number(given) : Date.parse(given);
  if (Number.isNaN(from)) throw new ControlError(400, "since: must be an ISO date or milliseconds since 1970");
  return items.filter((item) => item.createdAt >= from);
}

function limitOf(req: Request): number {
  return Math.min(20_000, Number(req.query.limit ?? 500) || 500);
}

function plainAsHtml(text: string): string {
  const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const linked = escaped.replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url.replace(/"/g, "%22")}">${url}</a>`);
  return `<pre style="font:14px/1.5 system-ui;white-space:pre-wrap">${linked}</pre>`;
}
