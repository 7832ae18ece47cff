import { linesOf, titleOf, type NotificationFacts } from "./render-facts.ts";

/** An e-mail in both its forms. */
export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** Headers take one line; mail programs cut long ones anyway. */
const MAX_SUBJECT_LENGTH = 150;

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > MAX_SUBJECT_LENGTH ? `${line.slice(0, MAX_SUBJECT_LENGTH - 1).toWellFormed()}…` : line;
}

/**
 * Writes the e-mail about a call. Pure: the same facts give the same mail to the byte, as the idempotency of its sending
 * demands.
 *
 * @param link address of the call's page; null for what is not about a call
 */
export function renderMail(facts: NotificationFacts, link: string | null): RenderedMail {
  const title = titleOf(facts);
  const lines = linesOf(facts);
  const text = [
    title,
    "",
    ...lines.map(({ label, value }) => `${label}: ${value}`),
    ...(link ? ["", `Open the call: ${link}`] : []),
    "",
    `Sent by CallFlex for ${facts.organizationName}.`,
    "",
  ].join("\n");

  const rows = lines.map(
    ({ label, value }) =>
      `<tr><td style="padding:4px 16px 4px 0;color:#57606a;vertical-align:top">${escapeHtml(label)}</td>` +
      `<td style="padding:4px 0;white-space:pre-line">${escapeHtml(value)}</td></tr>`,
  );
  const button = link
    ? `<p style="margin:24px 0"><a href="${escapeHtml(link)}" style="background:#1f2937;color:#ffffff;` +
      `padding:10px 18px;border-radius:6px;text-decoration:none">Open the call</a></p>`
    : "";
  const html =
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>` +
    `<body style="margin:0;padding:24px;background:#f6f8fa;color:#1f2328;font:16px/1.5 system-ui,sans-serif">` +
    `<div style="max-width:560px;margin:0 auto;padding:24px;background:#ffffff;border-radius:8px">` +
    `<h1 style="margin:0 0 16px;font-size:20px">${escapeHtml(title)}</h1>` +
    `<table role="presentation" style="border-collapse:collapse">${rows.join("")}</table>${button}` +
    `<p style="margin:24px 0 0;color:#57606a;font-size:13px">Sent by CallFlex for ${escapeHtml(facts.organizationName)}.</p>` +
    `</div></body></html>`;
  return { subject: oneLine(title), html, text };
}
