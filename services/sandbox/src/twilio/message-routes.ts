import { Router } from "express";
import { z } from "zod";
import type { Sandbox } from "../sandbox.ts";
import type { TwilioMessage } from "../state/records.ts";
import { isOptedOut } from "./opt-out.ts";
import { sendMessage } from "./send-message.ts";
import { showMessage } from "./show-message.ts";
import { TwilioApiError } from "./twilio-error.ts";
import { twilioPage } from "./twilio-page.ts";

const MOST_CHARACTERS = 1_600;

const MAGIC_FROM: Record<string, number> = {
  "+15005550001": 21212,
  "+15005550007": 21606,
  "+15005550008": 21611,
};
const MAGIC_FROM_OK = "+15005550006";
const MAGIC_TO: Record<string, number> = {
  "+15005550001": 21211,
  "+15005550002": 21612,
  "+15005550003": 21408,
  "+15005550004": 21610,
  "+15005550009": 21614,
};

const form = z.object({
  To: z.string().optional(),
  From: z.string().optional(),
  MessagingServiceSid: z.string().optional(),
  Body: z.string().optional(),
  StatusCallback: z.string().optional(),
  MediaUrl: z.union([z.string(), z.array(z.string())]).optional(),
});

/** `/Messages…` of an account. */
export function messageRoutes(sandbox: Sandbox, accountPath: string): Router {
  const { messages } = sandbox.store;
  const accountSid = sandbox.secrets.twilioAccountSid;
  const router = Router();

  router.post("/Messages.json", (req, res) => {
    const message = create(sandbox, form.parse(req.body ?? {}));
    res.status(201).json(showMessage(accountSid, message));
  });
  router.get("/Messages.json", (req, res) => {
    const matching = messages.newest().filter(messageFilter(req.query as Record<string, string | undefined>));
    const path = `${accountPath}/Messages.json`;
    res.json(twilioPage(req, "messages", matching, path, (message) => showMessage(accountSid, message)));
  });
  router.get("/Messages/:sid.json", (req, res) => {
    const message = messages.get(req.params.sid);
    if (!message) throw new TwilioApiError(20404, `/Messages/${req.params.sid}.json`);
    res.json(showMessage(accountSid, message));
  });
  return router;
}

function create(sandbox: Sandbox, given: z.output<typeof form>): TwilioMessage {
  const { To: to, From: from, MessagingServiceSid: service, Body: body, StatusCallback: statusCallback } = given;
  const media = [given.MediaUrl ?? []].flat();
  if (!to) throw new TwilioApiError(21604);
  if (!from && !service) throw new TwilioApiError(21603);
  if (!body && media.length === 0) throw new TwilioApiError(21602);
  if ((body ?? "").length > MOST_CHARACTERS) throw new TwilioApiError(21617);
  if (statusCallback && !isCallbackUrl(statusCallback)) throw new TwilioApiError(21609, statusCallback);
  if (from) checkSender(sandbox, from);
  const magic = MAGIC_TO[to];
  if (magic) throw new TwilioApiError(magic, to);
  if (!/^\+[1-9]\d{6,14}$/.test(to)) throw new TwilioApiError(21211, to);
  if (to === from) throw new TwilioApiError(21266);
  if (from && isOptedOut(sandbox, from, to)) throw new TwilioApiError(21610);
  return sendMessage(sandbox, {
    from: from ?? null,
    to,
    body: body ?? "",
    direction: "outbound-api",
    messagingServiceSid: service,
    statusCallback,
    numMedia: media.length,
  });
}

function checkSender(sandbox: Sandbox, from: string): void {
  const magic = MAGIC_FROM[from];
  if (magic) throw new TwilioApiError(magic, from);
  const owned = sandbox.store.twilioNumbers.find((number) => number.phoneNumber === from);
  if (!owned && from !== MAGIC_FROM_OK) throw new TwilioApiError(21606, from);
}

/** Twilio refuses callback hosts with an underscore. */
function isCallbackUrl(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && !new URL(url).hostname.includes("_");
}

/** `To`, `From`, `DateSent`, `DateSent>` (from then on), `DateSent<` (until then) of the list. */
function messageFilter(query: Record<string, string | undefined>): (message: TwilioMessage) => boolean {
  const time = (key: string) => (query[key] ? Date.parse(query[key]) : Number.NaN);
  const after = time("DateSent>");
  const before = time("DateSent<");
  const on = query.DateSent?.slice(0, 10);
  return (message) => {
    const sent = message.sentAt ?? message.createdAt;
    if (query.To && message.to !== query.To) return false;
    if (query.From && message.from !== query.From) return false;
    if (on && !new Date(sent).toISOString().startsWith(on)) return false;
    if (!Number.isNaN(after) && sent < after) return false;
    return Number.isNaN(before) || sent <= before;
  };
}
