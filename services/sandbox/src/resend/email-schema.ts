import { z } from "zod";
import { ResendApiError } from "./resend-error.ts";

const addressList = z.union([z.string(), z.array(z.string())]);

const emailSchema = z.looseObject({
  from: z.string().optional(),
  to: addressList.optional(),
  cc: addressList.optional(),
  bcc: addressList.optional(),
  reply_to: addressList.optional(),
  subject: z.string().optional(),
  html: z.string().nullish(),
  text: z.string().nullish(),
  template: z.looseObject({ id: z.string() }).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  tags: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  attachments: z.array(z.looseObject({ filename: z.string().nullish() })).optional(),
  scheduled_at: z.string().optional(),
});

/** A mail as a client hands it over, checked. */
export interface EmailRequest {
  from: string;
  to: string[];
  cc: string[] | null;
  bcc: string[] | null;
  replyTo: string[] | null;
  subject: string;
  html: string | null;
  text: string | null;
  headers: Record<string, string>;
  tags: { name: string; value: string }[];
  attachments: string[];
  scheduledAt: string | null;
}

const ADDRESS = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;
const TAG = /^[A-Za-z0-9_-]{1,256}$/;
const MOST_RECIPIENTS = 50;

/** A domain that is never verified, to see what that looks like. */
const UNVERIFIED_DOMAIN = "unverified.test";

/**
 * Checks a mail as Resend does.
 *
 * @param options.batch in a batch, attachments and schedules are refused
 * @throws {ResendApiError} 422, 403
 */
export function parseEmail(body: unknown, options: { batch: boolean }): EmailRequest {
  const parsed = emailSchema.safeParse(body ?? {});
  if (!parsed.success) throw invalidField(parsed.error.issues[0]?.path.join(".") ?? "body");
  const mail = parsed.data;
  const from = required(mail.from, "from");
  const to = list(required(mail.to, "to")) ?? [];
  const subject = required(mail.subject, "subject");
  if (!isMailbox(from)) {
    const hint = "The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.";
    throw new ResendApiError("validation_error", `Invalid \`from\` field. ${hint}`);
  }
  const domain = addressOf(from).split("@")[1] ?? "";
  if (domain === UNVERIFIED_DOMAIN) {
    const hint = "Please, add and verify your domain on https://resend.com/domains";
    throw new ResendApiError("validation_error", `The ${domain} domain is not verified. ${hint}`, 403);
  }
  if (to.length === 0 || to.length > MOST_RECIPIENTS || !to.every(isMailbox)) throw invalidField("to");
  if (!mail.html && !mail.text && !mail.template) {
    throw new ResendApiError("missing_required_field", "Missing `html` or `text` field.");
  }
  for (const tag of mail.tags ?? []) {
    if (TAG.test(tag.name) && TAG.test(tag.value)) continue;
    const rule = "Tags should only contain ASCII letters, numbers, underscores, or dashes.";
    throw new ResendApiError("validation_error", rule);
  }
  if (options.batch && mail.attachments?.length) throw invalidField("attachments");
  if (options.batch && mail.scheduled_at) throw invalidField("scheduled_at");
  return {
    from,
    to,
    cc: list(mail.cc),
    bcc: list(mail.bcc),
    replyTo: list(mail.reply_to),
    subject,
    html: mail.html ?? null,
    text: mail.text ?? (mail.html ? textOfHtml(mail.html) : null),
    headers: mail.headers ?? {},
    tags: mail.tags ?? [],
    attachments: (mail.attachments ?? []).map((attachment) => attachment.filename ?? "attachment"),
    scheduledAt: mail.scheduled_at ?? null,
  };
}

/** The bare address of `Name <address>`, in lower case. */
export function addressOf(mailbox: string): string {
  return (mailbox.match(/<([^>]+)>\s*$/)?.[1] ?? mailbox).trim().toLowerCase();
}

function isMailbox(mailbox: string): boolean {
  return ADDRESS.test(addressOf(mailbox));
}

function required<T>(value: T | undefined, field: string): T {
  if (value === undefined || value === "") {
    throw new ResendApiError("missing_required_field", `Missing \`${field}\` field.`);
  }
  return value;
}

function invalidField(field: string): ResendApiError {
  return new ResendApiError("validation_error", `Invalid \`${field}\` field.`);
}

function list(value: string | string[] | undefined): string[] | null {
  return value === undefined ? null : [value].flat();
}

/** The plain text that Resend makes when only HTML was given. */
function textOfHtml(html: string): string {
  return html
    .replace(/<(style|head)[\s\S]*?<\/\1>/gi, "")
    .replace(/<(br|\/p|\/div|\/tr|\/h\d|\/li)[^>]*>/gi, "\n")
    .replace(/<[^>]+>/g, "")
    .replace(/&nbsp;/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&")
    .replace(/[ \t]+/g, " ")
    .replace(/\n\s*\n\s*/g, "\n\n")
    .trim();
}
