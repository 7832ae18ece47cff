import { accountMailFacts, type AccountMailFacts, type AccountMailKind } from "@callflex/contracts/account-mails";
import { describe, expect, test } from "vitest";
import { renderAccountMail } from "./render-account-mail.ts";

const link = "https://app.callflex.example/confirm-email?token=a1&next=%2Fcalls";
const linkEndsAt = new Date("2026-09-02T14:05:00Z");
const at = "2026-09-01T14:05:59.999Z";
const ipAddress = "203.0.113.7";

const samples: { [K in AccountMailKind]: Extract<AccountMailFacts, { kind: K }> } = {
  confirm_email: { kind: "confirm_email", name: "Jane Roe", link },
  reset_password: { kind: "reset_password", name: "Jane Roe", link, ipAddress },
  password_changed: { kind: "password_changed", name: "Jane Roe", at, ipAddress, link },
  confirm_new_email: { kind: "confirm_new_email", name: "Jane Roe", link },
  email_changed: { kind: "email_changed", name: "Jane Roe", newEmail: "jane@new.example", at, ipAddress },
  two_factor_changed: { kind: "two_factor_changed", name: "Jane Roe", enabled: true, at, ipAddress, link },
  invitation: {
    kind: "invitation",
    organizationName: "Bright & Spark",
    inviterName: "Jane Roe",
    role: "admin",
    expiresAt: "2026-09-08T14:05:00.000Z",
    link,
  },
  account_deletion: { kind: "account_deletion", name: "Jane Roe", deleteAfter: "2026-09-08T14:05:00.000Z", link },
  organization_deletion: {
    kind: "organization_deletion",
    organizationName: "Bright & Spark",
    requestedBy: "Jane Roe",
    deleteAfter: "2026-09-08T14:05:00.000Z",
    link,
  },
};
const every = Object.values(samples);

/** What a reader sees of the HTML. */
function visible(html: string): string {
  return html.replace(/<(style|title)[^>]*>.*?<\/\1>/gs, "").replace(/<[^>]+>/g, " ");
}

describe.each(every)("the mail $kind", (facts) => {
  test("says in plain text what happened, what to do, until when, and what if it wasn't you", async () => {
    expect(accountMailFacts.parse(facts)).toEqual(facts);
    const { subject, text } = await renderAccountMail(facts, linkEndsAt);
    expect(`${subject}\n---\n${text}`).toMatchSnapshot();
  });

  test("links where its facts say, works without images, and tells a list of mails how it goes on", async () => {
    const { html, text } = await renderAccountMail(facts, linkEndsAt);
    const links = Array.from(html.matchAll(/href="([^"]*)"/g), ([, href]) => href!.replaceAll("&amp;", "&"));
    expect(new Set(links)).toEqual(new Set("link" in facts ? [link] : []));
    if ("link" in facts) expect(text).toContain(link);
    expect(html).not.toMatch(/<img|url\(|<script|<link/i);
    const beginning = visible(html).trimStart();
    expect(beginning).toMatch(/^\w[^<]{15,}?\u200c/);
  });

  test("is the same to the byte each time", async () => {
    expect(await renderAccountMail({ ...facts }, new Date(linkEndsAt))).toEqual(
      await renderAccountMail(facts, linkEndsAt),
    );
  });

  test("can't be made to carry markup, a header or a link by what people call themselves", async () => {
    const hostile = `<a href="https://evil.example">x</a>"'&\r\nBcc: all@evil.example \u202eevil.example`;
    const texts = ["name", "organizationName", "inviterName", "requestedBy"].filter((field) => field in facts);
    const attacked = { ...facts, ...Object.fromEntries(texts.map((field) => [field, hostile])) };
    const { html, text, subject } = await renderAccountMail(attacked, linkEndsAt);
    expect(html).not.toContain('<a href="https://evil');
    expect(html).toContain("&lt;a href=");
    expect(subject).not.toMatch(/[\r\n\u202e]/);
    for (const form of [visible(html), text, subject])
      expect(form).not.toMatch(/evil\.example|https:\/\/evil|all@evil/);
  });
});

test("switching the second step off reads differently from switching it on", async () => {
  const off = await renderAccountMail({ ...samples.two_factor_changed, enabled: false, ipAddress: null }, linkEndsAt);
  expect(`${off.subject}\n---\n${off.text}`).toMatchSnapshot();
});

test("the layout is what it was when somebody last looked at it", async () => {
  expect((await renderAccountMail(samples.invitation, linkEndsAt)).html.replace(/></g, ">\n<")).toMatchSnapshot();
});
