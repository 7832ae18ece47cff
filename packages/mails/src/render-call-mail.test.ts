import { describe, expect, test } from "vitest";
import { renderCallMail } from "./render-call-mail.ts";

const link = "https://app.callflex.example/calls/0199f3a1-7c1e-7d7a-9a55-0f3c5c1b2a11";
const facts = {
  title: "New message from Jane Roe (+14155550134)",
  lines: [
    { label: "Caller", value: "Jane Roe (+14155550134)" },
    { label: "Message", value: "The heating in unit 4 is out,\nplease call before noon" },
    { label: "Urgent", value: "Yes" },
    { label: "Called", value: "Sep 2, 2026, 10:05 (America/New_York)" },
  ],
  organizationName: "Bright & Spark",
  link,
};

describe("the mail about a call", () => {
  test("tells who called, what they said, when, and where to read more", async () => {
    const mail = await renderCallMail(facts);
    expect(`${mail.subject}\n---\n${mail.text}`).toMatchSnapshot();
    for (const part of ["The heating in unit 4 is out,<br/>please call before noon", "Bright &amp; Spark", link])
      expect(mail.html).toContain(part);
  });

  test("of what is not about a call has no button", async () => {
    const mail = await renderCallMail({ ...facts, link: null });
    expect(mail.html).not.toContain("href");
    expect(mail.text).not.toContain("Open the call");
  });

  test("what a caller says can't become markup", async () => {
    const hostile = '<img src=x onerror="alert(1)">';
    const mail = await renderCallMail({
      ...facts,
      title: `New message from ${hostile}`,
      lines: [{ label: "Message", value: hostile }],
    });
    expect(mail.html).not.toContain("<img");
    expect(mail.html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
  });

  test("a line break in a name can't add a header, and no subject is endless", async () => {
    const mail = await renderCallMail({ ...facts, title: `Jane\r\nBcc: all@example.com${"x".repeat(500)}` });
    expect(mail.subject).toMatch(/^Jane Bcc: [^\r\n]{1,150}…$/);
    expect(mail.subject.length).toBe(150);
  });

  test("the same facts give the same bytes", async () => {
    expect(await renderCallMail({ ...facts })).toEqual(await renderCallMail(facts));
  });
});
