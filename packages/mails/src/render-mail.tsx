import { render, toPlainText } from "@react-email/render";
import type { ReactNode } from "react";
import { Layout } from "./layout/layout.tsx";
import { Title } from "./layout/parts.tsx";

/** A mail in all its forms. */
export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

/** What one mail says; the layout does the rest. */
export interface MailContent {
  /** One line; also the mail's heading if `title` says nothing else. */
  subject: string;
  title?: string;
  /** What a list of mails shows beside the subject: it goes on where the subject ends. */
  preheader: string;
  body: ReactNode;
  /** Why the reader gets this mail. */
  footer: string;
}

/** Headers take one line; mail programs cut long ones anyway. */
const MAX_SUBJECT_LENGTH = 150;

function oneLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, " ").trim();
  return line.length > MAX_SUBJECT_LENGTH ? `${line.slice(0, MAX_SUBJECT_LENGTH - 1).toWellFormed()}…` : line;
}

/**
 * Renders a mail as HTML and as plain text. The same content gives the same mail to the byte, as the idempotency of its
 * sending demands.
 */
export async function renderMail({ subject, title, preheader, body, footer }: MailContent): Promise<RenderedMail> {
  const html = await render(
    <Layout title={subject} preheader={preheader} footer={footer}>
      <Title>{title ?? subject}</Title>
      {body}
    </Layout>,
  );
  const text = toPlainText(html, { selectors: [{ selector: "h1", options: { uppercase: false } }] });
  return { subject: oneLine(subject), html, text: `${text.trim()}\n` };
}
